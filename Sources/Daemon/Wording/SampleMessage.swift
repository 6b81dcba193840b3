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
    case invitation, change, cancellation
    /// What tells that a message reached nobody.
    case alert
    /// One kind of obligation, at one step of its ladder.
    case obligation(ObligationKind, step: StepTime, isEscalation: Bool)

    /// Those with a name of their own.
    public static let named: [(name: String, message: SampleMessage)] = [
        ("single", .single), ("several", .several), ("escalation", .escalation), ("invitation", .invitation),
        ("change", .change), ("cancellation", .cancellation), ("alert", .alert),
    ]

    /// The message as it would be sent on Tuesday 29 December 2026.
    ///
    /// - Parameter policy: What names the obligations.
    /// - Throws: `TemplateError` when the templates cannot fill it in.
    public func message(by composer: MailComposer, policy: Policy) throws -> MailMessage {
        let recipient = ClaimedMessage.Recipient(
            reference: Self.reader, name: "Siân O’Brien & Co <test>", email: "sian.obrien@example.org")
        let now = EuropeLondon.timestamp(on: Self.day(29, 12, 2026), at: TimeOfDay(hour: 9, minute: 0)!)
        func reminder(_ items: [ReminderItem]) throws -> MailMessage {
            try composer.compose(id: "sample", recipient: recipient, items: items, now: now)
        }
        func invitation(sequence: Int, isCancelled: Bool = false) throws -> MailMessage {
            try composer.compose(
                id: "sample", recipient: recipient,
                invitation: Self.invitation(sequence: sequence, isCancelled: isCancelled, at: now), now: now)
        }
        let samples = SampleItems(policy: policy)
        switch self {
        case .single: return try reminder([samples.share])
        case .several: return try reminder([samples.share, samples.overdue, samples.minutes])
        case .escalation: return try reminder([samples.escalated])
        case .invitation: return try invitation(sequence: 0)
        case .change: return try invitation(sequence: 1)
        case .cancellation: return try invitation(sequence: 1, isCancelled: true)
        case .alert:
            let alert = DeliveryAlert(
                kind: .failed, message: "sample", person: Self.other, agencyName: "Health",
                reason: "the mail server refused it", items: [samples.escalated], isInvitation: false, invitation: nil)
            return try composer.compose(id: "sample", recipient: recipient, alert: alert, now: now)
        case .obligation(let kind, let step, let isEscalation):
            return try reminder([samples.item(kind, step: step, audience: isEscalation ? .chair : .owner)])
        }
    }

    /// A day that exists.
    static func day(_ day: Int, _ month: Int, _ year: Int) -> CalendarDate {
        CalendarDate(year: year, month: month, day: day)!
    }

    private static func reference<Subject>(_ text: String) -> Reference<Subject> {
        do { return try Reference(text) } catch { fatalError("\(error)") }
    }

    private static let reader: PersonReference = reference("HLT-08")
    private static let other: PersonReference = reference("HLT-11")
    static let conference: ConferenceReference = reference("CP-2026-0141")
    static let discussion: DiscussionReference = reference("SD-26-009")
    static let sitting = Sitting(
        on: day(5, 1, 2027), at: TimeOfDay(hour: 10, minute: 0)!, place: "Town Hall, room 3")

    private static func invitation(sequence: Int, isCancelled: Bool, at now: Timestamp) -> InvitationLetter {
        InvitationLetter(
            entry: CalendarEntry(
                uid: "sample", conference: conference, number: 1, person: reader, sequence: sequence, sitting: sitting,
                isCancelled: isCancelled, writtenAt: now, timesResent: 0),
            type: .initial, agencyName: "Health", replyBy: isCancelled ? nil : day(30, 12, 2026))
    }
}

/// Invented things that are due.
private struct SampleItems {
    let policy: Policy

    /// About the strategy discussion where the kind belongs to one.
    func item(
        _ kind: ObligationKind, step: StepTime = .deadline(0), audience: Audience = .owner,
        workTo: CalendarDate = SampleMessage.day(31, 12, 2026), isProvisional: Bool = false
    ) -> ReminderItem {
        let isDiscussion = kind == .discussionMinutes || kind == .conveneInitial
        let matter: Matter =
            isDiscussion ? .discussion(SampleMessage.discussion) : .conference(SampleMessage.conference)
        return ReminderItem(
            key: ReminderKey(
                obligation: ObligationID(matter, place: 1, kind: kind).description, generation: 0, step: "\(step)",
                audience: audience),
            kind: kind, title: policy.title(of: kind), matter: matter, type: isDiscussion ? nil : .initial,
            sitting: SampleMessage.sitting, agencyName: "Health", dueOn: workTo, workTo: workTo,
            dueAt: EuropeLondon.timestamp(on: workTo, at: TimeOfDay(hour: 23, minute: 59)!),
            isProvisional: isProvisional,
            isNamed: true, hasLead: true)
    }

    var share: ReminderItem { item(.shareWithFamily, workTo: SampleMessage.day(31, 12, 2026)) }
    var overdue: ReminderItem { item(.submitReport, workTo: SampleMessage.day(24, 12, 2026)) }
    var minutes: ReminderItem { item(.discussionMinutes, workTo: SampleMessage.day(4, 1, 2027), isProvisional: true) }
    var escalated: ReminderItem {
        item(.submitReport, audience: .chair, workTo: SampleMessage.day(23, 12, 2026))
    }
}
