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
    /// What tells that a message reached nobody.
    case alert
    /// One kind of obligation, at one step of its ladder.
    case obligation(ObligationKind, step: StepTime, isEscalation: Bool)

    /// Those with a name of their own.
    public static let named: [(name: String, message: SampleMessage)] = [
        ("single", .single), ("several", .several), ("escalation", .escalation), ("invitation", .invitation),
        ("delegation", .delegation),
        ("change", .change), ("cancellation", .cancellation), ("alert", .alert),
    ]

    /// The message as it would be sent on Tuesday 29 December 2026.
    ///
    /// - Parameter policy: What names the obligations.
    /// - Throws: `TemplateError` when the templates cannot fill it in.
    public func message(by composer: MailComposer, policy: Policy) throws -> MailMessage {
        let samples = try SampleFacts(policy: policy)
        func reminder(_ items: ReminderItem...) throws -> MailMessage {
            try composer.compose(id: "sample", recipient: samples.recipient, items: items, now: samples.now)
        }
        func invitation(
            sequence: Int, isCancelled: Bool = false, isForDelegate: Bool = false
        ) throws -> MailMessage {
            try composer.compose(
                id: "sample", recipient: samples.recipient,
                invitation: samples.invitation(
                    sequence: sequence, isCancelled: isCancelled, isForDelegate: isForDelegate), now: samples.now)
        }
        switch self {
        case .single: return try reminder(samples.share)
        case .several: return try reminder(samples.share, samples.overdue, samples.minutes)
        case .escalation: return try reminder(samples.escalated)
        case .invitation: return try invitation(sequence: 0)
        case .delegation: return try invitation(sequence: 0, isForDelegate: true)
        case .change: return try invitation(sequence: 1)
        case .cancellation: return try invitation(sequence: 1, isCancelled: true)
        case .alert:
            return try composer.compose(
                id: "sample", recipient: samples.recipient, alert: samples.alert, now: samples.now)
        case .obligation(let kind, let step, let isEscalation):
            return try reminder(samples.item(kind, at: step, audience: isEscalation ? .chair : .owner))
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
            email: "sian.obrien@example.org")
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
            isProvisional: isProvisional, isNamed: true, hasLead: true)
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

    func invitation(sequence: Int, isCancelled: Bool, isForDelegate: Bool) -> InvitationLetter {
        InvitationLetter(
            entry: CalendarEntry(
                uid: "sample", conference: conference, number: 1, person: recipient.reference, sequence: sequence,
                sitting: sitting, isCancelled: isCancelled, writtenAt: now, timesResent: 0),
            isForDelegate: isForDelegate, type: .initial, agencyName: "Health",
            replyBy: isCancelled || isForDelegate ? nil : Self.day(30, 12, 2026))
    }
}
