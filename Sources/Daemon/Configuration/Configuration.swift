import Conferences
import Inbound
import Logging
import Outbound
import Persistence
import WorkingDays

/// Everything that a partnership has set, read and checked as a whole.
public struct PartnershipConfiguration: Sendable {
    public let partnership: Partnership
    public let database: String
    public let commands: Commands
    /// The files of the master keys, the current one first.
    public let masterKeyFiles: [String]
    public let retention: RetentionSchedule
    public let calendar: WorkingDayCalendar
    public let policy: Policy
    public let guidance: [ObligationKind: Guidance]
    public let mail: Mail
    public let invitations: Invitations
    /// Absent where nothing leaves through GOV.UK Notify.
    public let notify: Notify?
    /// Absent where nothing that comes back is read.
    public let replyMailbox: ReplyMailbox?
    public let webhooks: [Webhook]
    public let webhookDelivery: WebhookSettings
    public let delivery: Delivery
    /// Absent where no pages are served; messages then carry no links.
    public let web: Web?
    public let logLevel: Logger.Level

    public struct Partnership: Sendable {
        public let name: String
        /// Whom a reader may ask: a name, a number, an address.
        public let administratorContact: String?
    }

    /// The partnership's own page about one obligation.
    public struct Guidance: Sendable {
        public let title: String
        public let url: String
    }

    public struct Mail: Sendable {
        public let from: MailAddress
        public let replyTo: MailAddress?
        public let templates: MessageTemplates
        /// What people are written to in.
        public let language: ReadingLanguage
        public let transport: Transport

        public enum Transport: Sendable {
            case smtp(SMTPSettings)
            /// Captured in a folder: for demonstrations and trials.
            case maildir(path: String)
            /// As ``PartnershipConfiguration/notify`` says.
            case notify
        }

        /// Whether what leaves so can hold an entry for the calendar; GOV.UK Notify carries none.
        var carriesCalendars: Bool { if case .notify = transport { false } else { true } }
    }

    /// The pages, and where people find them.
    public struct Web: Sendable {
        /// What the server listens on.
        public let host: String
        public let port: Int
        /// What links begin with, without a slash at the end.
        public let address: String
        /// The folder of the pages' templates.
        public let pages: String
        public let signIn: SignIn.Rules
        /// Whether a web server on this machine stands in front, which says who asked it.
        public let isBehindProxy: Bool
        /// Absent where people sign in with passwords alone.
        public let openID: OpenID?

        /// Whether browsers reach the pages through HTTPS.
        var isSecure: Bool { address.hasPrefix("https://") }
    }

    /// The identity provider that people sign in with.
    public struct OpenID: Sendable {
        public let issuer: String
        public let clientID: String
        public let clientSecret: String?
        public let scope: String
        public let groupsClaim: String
        /// What each group makes somebody.
        public let roles: [String: Role]
        /// What the way there is called on the page.
        public let label: String
        public let caFile: String?
        /// The networks in which it may be, besides the public internet.
        public let allowedNetworks: [IPNetwork]
    }

    public struct Invitations: Sendable {
        /// Whether invitations leave by mail, with an entry for the calendar.
        public let areSent: Bool
        /// How long a conference is entered for in calendars, in minutes.
        public let minutes: Int
    }

    /// The mailbox that answers and bounces go to.
    public struct ReplyMailbox: Sendable {
        public let settings: IMAPSettings
        /// Where what needs no reading is moved.
        public let filedFolder: String
        /// Seconds between two looks.
        public let pollInterval: Int
        /// What return paths are made from; absent where messages come back to the sender's address.
        public let bounceAddress: MailAddress?

        /// The return paths of messages, signed by keys that follow from the master keys.
        public func returnPaths(_ keys: MasterKeys) throws -> ReturnPath? {
            try bounceAddress.map { address in
                try ReturnPath(
                    prefix: String(address.localPart), domain: String(address.domain),
                    keys: keys.derivedBytes(for: "quorate return path 1").map { try ReturnPathKey($0) })
            }
        }
    }

    public struct Delivery: Sendable {
        /// Seconds after which a claimed message is taken over.
        public let lease: Int
        /// Attempts before a message has failed.
        public let attempts: Int
        /// Seconds before the second attempt; each further wait is twice as long.
        public let firstRetry: Int
        /// Seconds that no wait exceeds.
        public let longestRetry: Int
        /// Messages that the mail server is given in a minute; `nil` for no limit.
        public let messagesPerMinute: Int?
        /// Messages that one person is sent in a day.
        public let messagesPerPerson: Int
    }

    /// What one person, and the mail server, are not sent more than.
    public var deliveryLimits: DeliveryLimits {
        DeliveryLimits(
            mails: DeliveryLimits.Pace(
                perMinute: delivery.messagesPerMinute, perDay: mail.carriesCalendars ? nil : notify?.mailsPerDay),
            texts: DeliveryLimits.Pace(perMinute: notify?.textsPerMinute, perDay: notify?.textsPerDay),
            messagesPerPerson: delivery.messagesPerPerson
        ) { [rulebook] session, now in
            let tomorrow = EuropeLondon.timestamp(
                on: EuropeLondon.local(now).date.adding(days: 1), at: TimeOfDay(hour: 0, minute: 0)!)
            return try rulebook.sendingHours(at: now, session).firstSendable(
                from: tomorrow, calendar: rulebook.calendar(session))
        }
    }

    /// Whether texts are sent, and when to whoever has not been reached.
    public var texting: Texting {
        Texting(isOn: notify?.sendsTexts == true) { [rulebook] session, now in
            try rulebook.sendingHours(at: now, session).firstSendable(
                from: now, calendar: rulebook.calendar(session))
        }
    }

    /// Opens the database with its keys, and seals what an earlier version kept in plain text.
    ///
    /// - Throws: ``SealingError`` when a master key is missing, ``StoreError`` when the database cannot be used.
    public func openDatabase(clock: any WallClock = SystemWallClock()) async throws -> SQLiteDatabase {
        let database = try SQLiteDatabase(path: database, keys: MasterKeys(files: masterKeyFiles))
        guard try await database.read({ try PlainContacts($0).areThere }) else { return database }
        try await database.write { try PlainContacts($0).seal(now: clock.now) }
        _ = try await database.dropRemains()
        return database
    }

    public var rulebook: Rulebook {
        Rulebook(policy: policy, calendar: calendar, sendsInvitations: invitations.areSent)
    }
}
