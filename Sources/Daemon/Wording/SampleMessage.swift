import Conferences
import Outbound
import Persistence
import WorkingDays

/// Invented messages to look at templates with.
public enum SampleMessage: Sendable, Equatable {
    /// One thing that is due.
    case single
    /// Several things, some of them overdue, one provisional.
    case several
    /// What has climbed to somebody else.
    case escalation
    case invitation, delegation, change, cancellation
    /// To the lead of an agency for which nobody is named, and once somebody is.
    case lead, relievedLead
    /// To whoever is asked no more, though the conference takes place.
    case release
    /// What tells that a message reached nobody.
    case alert
    /// What tells of several at once.
    case alerts
    /// One kind of obligation, at one step of its ladder.
    case obligation(ObligationKind, step: StepTime, isEscalation: Bool)

    /// Those with a name of their own.
    public static let named: [(name: String, message: SampleMessage)] = [
        ("single", .single), ("several", .several), ("escalation", .escalation), ("invitation", .invitation),
        ("delegation", .delegation), ("lead", .lead), ("relieved-lead", .relievedLead),
        ("change", .change), ("cancellation", .cancellation), ("release", .release), ("alert", .alert),
        ("alerts", .alerts),
    ]

    /// What links in samples are signed with: they look as those do that are sent, and lead nowhere.
    public static let keys = MasterKeys(bytes: [[UInt8](repeating: 0, count: 32)])

    /// The message as it would be sent on Tuesday 29 December 2026.
    ///
    /// - Parameter policy: What names the obligations.
    /// - Throws: `TemplateError` when the templates cannot fill it in.
    public func message(by composer: MailComposer, policy: Policy) throws -> MailMessage {
        let samples = try SampleFacts(policy: policy)
        return try composer.mail(content(samples), id: Self.id, now: samples.now)
    }

    /// What a layout leaves out that its reader cannot do without: what is asked, by when, of which conference, and where to
    /// answer.
    ///
    /// - Returns: A sentence for each.
    public func omissions(by composer: MailComposer, policy: Policy) throws -> [String] {
        let samples = try SampleFacts(policy: policy)
        let content = content(samples)
        let said = try composer.said(content, id: Self.id, now: samples.now)
        let mail = try composer.mail(content, id: Self.id, now: samples.now)
        let parts = [("text", Self.words(of: mail.text)), ("HTML", Self.words(of: Self.unescaped(mail.html)))]
        return said.items.flatMap { item in
            [("conference", item.conference), ("ask", item.ask), ("due", item.due), ("link", item.link ?? "")]
        }.flatMap { key, value in
            parts.compactMap { name, part in
                part.contains(Self.words(of: value))
                    ? nil : "the \(name) part of the sample \(self) does not say {{\(key)}}, here \"\(value)\""
            }
        }
    }

    /// However its lines are broken.
    private static func words(of text: String) -> String {
        text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    private static func unescaped(_ html: String) -> String {
        [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")]
            .reduce(html) { $0.replacing($1.0, with: $1.1) }
    }

    /// The same as a text message.
    ///
    /// - Throws: A sentence where even the shortest words find no room.
    public func text(by composer: MailComposer, policy: Policy) throws -> Text {
        let samples = try SampleFacts(policy: policy)
        let message = try composer.text(content(samples), id: Self.id, now: samples.now)
        return Text(text: message.text, length: composer.length(of: message))
    }

    public struct Text: Sendable, Equatable {
        public let text: String
        /// With what GOV.UK Notify puts before it.
        public let length: TextLength

        /// How long it is, in the units that its alphabet is counted in.
        public var measure: String {
            let alphabet =
                switch length.alphabet {
                case .gsm7: "characters of the GSM-7 alphabet"
                case .ucs2: "characters in UCS-2, since one or more are not in the GSM-7 alphabet"
                }
            let parts = length.fragments == 1 ? "1 part" : "\(length.fragments) parts"
            return "\(length.units) \(alphabet): \(parts), the name of the service included."
        }
    }

    /// As long as the ids of messages are.
    private static let id = String(repeating: "5a", count: 16)

    private func content(_ samples: SampleFacts) -> ClaimedMessage.Content {
        func reminder(_ items: ReminderItem...) -> ClaimedMessage.Content {
            .reminders(recipient: samples.recipient, items: items)
        }
        func invitation(
            sequence: Int, isCancelled: Bool = false, to reader: InvitationLetter.Reader = .invitee,
            isReleased: Bool = false
        ) -> ClaimedMessage.Content {
            .invitation(
                recipient: samples.recipient,
                samples.invitation(sequence: sequence, isCancelled: isCancelled, to: reader, isReleased: isReleased))
        }
        return switch self {
        case .single: reminder(samples.share)
        case .several: reminder(samples.share, samples.overdue, samples.minutes)
        case .escalation: reminder(samples.escalated)
        case .invitation: invitation(sequence: 0)
        case .delegation: invitation(sequence: 0, to: .delegate)
        case .lead: invitation(sequence: 0, to: .lead)
        case .relievedLead: invitation(sequence: 1, isCancelled: true, to: .relievedLead)
        case .change: invitation(sequence: 1)
        case .cancellation: invitation(sequence: 1, isCancelled: true)
        case .release: invitation(sequence: 1, isCancelled: true, isReleased: true)
        case .alert: .alert(recipient: samples.recipient, [samples.alert])
        case .alerts: .alert(recipient: samples.recipient, samples.alerts)
        case .obligation(let kind, let step, let isEscalation):
            reminder(samples.item(kind, at: step, audience: isEscalation ? .chair : .owner))
        }
    }
}

/// Invented people, conferences and things that are due.
private struct SampleFacts {
    let policy: Policy
    let recipient: ClaimedMessage.Recipient
    let now = EuropeLondon.timestamp(on: Self.day(29, 12, 2026), at: TimeOfDay(hour: 9, minute: 0)!)
    private let other: PersonReference
    private let conference: ConferenceReference
    private let discussion: DiscussionReference
    private let sitting = Sitting(
        on: Self.day(5, 1, 2027), at: TimeOfDay(hour: 10, minute: 0)!, place: "Town Hall, room 3")

    init(policy: Policy) throws {
        self.policy = policy
        recipient = ClaimedMessage.Recipient(
            reference: try PersonReference("HLT-08"), name: "Siân O’Brien & Co <test>",
            email: "sian.obrien@example.org", mobile: "+447900900123")
        other = try PersonReference("HLT-11")
        conference = try ConferenceReference("CP-2026-0141")
        discussion = try DiscussionReference("SD-26-009")
    }

    /// A day that exists.
    private static func day(_ day: Int, _ month: Int, _ year: Int) -> CalendarDate {
        CalendarDate(year: year, month: month, day: day)!
    }

    /// About the strategy discussion where the kind belongs to one.
    func item(
        _ kind: ObligationKind, step: StepTime = .deadline(0), audience: Audience = .owner,
        workTo: CalendarDate = Self.day(31, 12, 2026), isProvisional: Bool = false
    ) -> ReminderItem {
        let isDiscussion = kind == .discussionMinutes || kind == .conveneInitial
        let matter: Matter = isDiscussion ? .discussion(discussion) : .conference(conference)
        return ReminderItem(
            key: ReminderKey(
                obligation: ObligationID(matter, place: 1, kind: kind).description, generation: 0, step: "\(step)",
                audience: audience),
            kind: kind, title: policy.title(of: kind), matter: matter, type: isDiscussion ? nil : .initial,
            sitting: sitting, agencyName: "Health", dueOn: workTo, workTo: workTo,
            dueAt: EuropeLondon.timestamp(on: workTo, at: TimeOfDay(hour: 23, minute: 59)!),
            isProvisional: isProvisional, isNamed: true, hasLead: true,
            place: audience == .owner ? ReminderItem.AnswerPlace(number: 1, turn: 0) : nil)
    }

    /// Due as it would be on the day on which the step leaves: later, that day or before it.
    func item(_ kind: ObligationKind, at step: StepTime, audience: Audience) -> ReminderItem {
        let due =
            if case .deadline(let days) = step, days >= 0 {
                days == 0 ? Self.day(29, 12, 2026) : Self.day(24, 12, 2026)
            } else {
                Self.day(31, 12, 2026)
            }
        return item(kind, step: step, audience: audience, workTo: due)
    }

    var share: ReminderItem { item(.shareWithFamily) }
    var overdue: ReminderItem { item(.submitReport, workTo: Self.day(24, 12, 2026)) }
    var minutes: ReminderItem { item(.discussionMinutes, workTo: Self.day(4, 1, 2027), isProvisional: true) }
    var escalated: ReminderItem { item(.submitReport, audience: .chair, workTo: Self.day(23, 12, 2026)) }

    var alert: DeliveryAlert {
        DeliveryAlert(
            kind: .failed, message: "sample", person: other, agencyName: "Health",
            reason: "the mail server refused it", items: [escalated], isInvitation: false, invitation: nil)
    }

    var alerts: [DeliveryAlert] {
        [
            alert,
            DeliveryAlert(
                kind: .address, message: "another", person: other, agencyName: "Health",
                reason: "550 5.1.1 no such user", items: [minutes], isInvitation: false, invitation: nil),
            DeliveryAlert(
                kind: .late, message: "a third", person: other, agencyName: "Health",
                reason: "the mail server was not reached", items: [], isInvitation: true,
                invitation: invitation(sequence: 0, isCancelled: false, to: .invitee, isReleased: false)),
        ]
    }

    func invitation(
        sequence: Int, isCancelled: Bool, to reader: InvitationLetter.Reader, isReleased: Bool
    ) -> InvitationLetter {
        let asks = !isCancelled && reader != .delegate
        return InvitationLetter(
            entry: CalendarEntry(
                uid: "sample", conference: conference, number: 1, person: recipient.reference, sequence: sequence,
                sitting: sitting, isCancelled: isCancelled, writtenAt: now, timesResent: 0),
            reader: reader, type: .initial, agencyName: "Health",
            replyBy: asks ? Self.day(30, 12, 2026) : nil, turn: isCancelled ? nil : 0, isReleased: isReleased,
            reportBy: asks ? Self.day(30, 12, 2026) : nil, shareBy: asks ? Self.day(30, 12, 2026) : nil)
    }
}
