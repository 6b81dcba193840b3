import Outbound
import Persistence
import WebInterface
import WorkingDays

extension PartnershipConfiguration {
    /// GOV.UK Notify, as the partnership has set its service up.
    public struct Notify: Sendable {
        /// Absent where secrets were not read.
        public let settings: NotifySettings?
        /// Whether there are templates for texts.
        public let sendsTexts: Bool
        /// What Notify puts before each text: the service's name; it counts.
        public let textPrefix: String
        /// How many requests may be under way at a time.
        public let connections: Int
        /// Seconds that one request may take.
        public let timeout: Int
        /// Mails in a day; `nil` for as many as Notify takes.
        public let mailsPerDay: Int?
        public let textsPerDay: Int?
        public let textsPerMinute: Int?
        /// Seconds between two questions for what became of messages.
        public let pollInterval: Int
        /// Absent where Notify does not tell by itself.
        public let callback: Callback?

        /// Where Notify tells by itself.
        public struct Callback: Sendable {
            /// On 127.0.0.1.
            public let port: Int
            /// Absent where secrets were not read.
            public let token: CallbackToken?
        }

        /// Seconds that one message may take at the most: one that is repeated is asked for first.
        var slowest: Int { 2 * timeout }

        /// - Throws: ``NotifySecretNotRead``.
        func transport(_ clock: any WallClock) throws -> NotifyTransport {
            guard let settings else { throw NotifySecretNotRead() }
            return NotifyTransport(settings) { clock.now.seconds }
        }
    }
}

/// Whoever sends nothing reads no secrets, and so cannot send.
struct NotifySecretNotRead: Error, CustomStringConvertible {
    let description = "The API key of GOV.UK Notify was not read."
}

extension SettingsReader {
    /// The section `notify`, if there is one.
    ///
    /// - Parameters:
    ///   - mail: What needs it, where mail leaves so.
    ///   - partnership: What a service is commonly called.
    func notify(
        for mail: PartnershipConfiguration.Mail?, partnership: String
    ) -> PartnershipConfiguration.Notify? {
        let isForMail = mail?.carriesCalendars == false
        guard isForMail || !file.names(below: "notify").isEmpty || text("notify.apiKeyFile") != nil else { return nil }
        let key = notifyKey()
        let mailTemplates = templates("mailTemplates", isRequired: isForMail)
        let textTemplates = templates("textTemplates", isRequired: !isForMail)
        let ids = ["replyToID", "textSenderID"].map { notifyID("notify.\($0)") }
        let connections = count("notify.connections", default: 4, in: 1...64, unit: "connections")
        let timeout = count("notify.timeout", default: 20, in: 1...600, unit: "seconds")
        let address = attempt("notify.baseURL") {
            try NotifyAddress(text("notify.baseURL") ?? NotifyAddress.standard)
        }
        let settings = key.flatMap { key in
            address.map { address in
                NotifySettings(
                    key: key, address: address, mailTemplates: mailTemplates, textTemplates: textTemplates,
                    replyToID: ids[0], textSenderID: ids[1], connections: connections, timeout: timeout,
                    caFile: text("notify.caFile").map(path))
            }
        }
        return .init(
            settings: settings, sendsTexts: textTemplates != nil,
            textPrefix: textPrefix(partnership), connections: connections, timeout: timeout,
            mailsPerDay: limit("notify.mailsPerDay"), textsPerDay: limit("notify.textsPerDay"),
            textsPerMinute: limit("notify.textsPerMinute"),
            pollInterval: count("notify.pollInterval", default: 60, in: 5...3600, unit: "seconds"),
            callback: callback())
    }

    private func callback() -> PartnershipConfiguration.Notify.Callback? {
        let keys = ["notify.callback.port", "notify.callback.tokenFile"]
        guard keys.contains(where: { text($0) != nil }) else { return nil }
        _ = required(keys[0], "the port on which callbacks arrive")
        _ = required(keys[1], "the file that holds the token of callbacks")
        let token = secret(keys[1]).flatMap { written in attempt(keys[1]) { try CallbackToken(written) } }
        return .init(port: count(keys[0], default: 8471, in: 1...65535, unit: "port"), token: token)
    }

    private func notifyKey() -> NotifyKey? {
        guard text("notify.apiKeyFile") != nil else {
            note(
                "notify.apiKeyFile", "is missing; give the file that holds the API key of the service at GOV.UK Notify."
            )
            return nil
        }
        return secret("notify.apiKeyFile").flatMap { written in
            attempt("notify.apiKeyFile") { try NotifyKey(written) }
        }
    }

    /// - Parameter isRequired: Whether nothing could leave without them.
    private func templates(_ section: String, isRequired: Bool) -> NotifyTemplates? {
        var found: [ReminderMail.Kind: String] = [:]
        for kind in ReminderMail.Kind.allCases {
            found[kind] = notifyID("notify.\(section).\(kind.rawValue)")
        }
        let isSet = ReminderMail.Kind.allCases.contains { text("notify.\(section).\($0.rawValue)") != nil }
        guard isRequired || isSet else { return nil }
        if text("notify.\(section).reminder") == nil {
            note(
                "notify.\(section).reminder",
                "is missing; give the id of the template for reminders, and for every kind of message without one.")
        }
        return found.removeValue(forKey: .reminder).map { NotifyTemplates(reminder: $0, others: found) }
    }

    private func notifyID(_ key: String) -> String? {
        guard let written = text(key) else { return nil }
        guard NotifyID.isAccepted(written) else {
            note(key, "\"\(written.prefix(60))\" is no id of GOV.UK Notify; copy it there, it is a UUID.")
            return nil
        }
        return written
    }

    private func limit(_ key: String) -> Int? {
        text(key) == nil ? nil : count(key, default: 1, in: 1...10_000_000, unit: "messages")
    }

    /// The longest reference that a text must have room for, with the shortest words.
    private static let longestShortText = 100

    private func textPrefix(_ partnership: String) -> String {
        let prefix = (text("notify.serviceName") ?? partnership) + ": "
        let sample = prefix + String(repeating: "x", count: Self.longestShortText)
        if TextLength(sample).fragments > TextWording.mostFragments {
            note(
                "notify.serviceName",
                "\"\(prefix.dropLast(2).prefix(60))\" leaves a text message too little room; give a shorter name, or one without letters such as ŵ, as it stands at GOV.UK Notify."
            )
        }
        return prefix
    }
}
