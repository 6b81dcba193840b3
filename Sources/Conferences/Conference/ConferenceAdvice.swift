import WorkingDays

/// What whoever recorded something should know of its consequences, beside the deadlines that it moves.
public enum ConferenceAdvice: Equatable, Sendable {
    /// - Source: Rulebook 1.5: all three apply.
    case apologiesLack(InvitationID, [ApologyPart])
    case apologiesComplete(InvitationID)
    /// Posting alone is not enough.
    ///
    /// - Source: Rulebook 1.7.
    case onlySent(InvitationID, FamilyRecipient)
    /// - Source: Rulebook 1.8.
    case lacksSignificantOthers(InvitationID)
    /// Nobody has said yet whether these came.
    case registerLacks(ConferenceReference, [Int])
    case quorate(ConferenceReference, groups: [QuoracyGroup])
    case inquorate(ConferenceReference, shortfall: String)
    /// - Source: Rulebook 6: *warn about two inquorate conferences in a row for one case*.
    case inquorateAgain(ConferenceReference, after: ConferenceReference)
    /// - Source: Rulebook 6: *the new date is due within 10 working days*.
    case redatedLate(ConferenceReference, to: CalendarDate, latest: CalendarDate)
    /// It may sit then, but a slip is likelier.
    case sitsOnDayOff(ConferenceReference, CalendarDate, because: String)
}

extension ConferenceAdvice: CustomStringConvertible {
    public var description: String {
        switch self {
        case .apologiesLack(let id, let parts):
            "The apologies of \(id) still lack \(parts.map(\.phrase).joined(separator: " and "))."
        case .apologiesComplete(let id):
            "The apologies of \(id) are complete: reason, report and briefed delegate."
        case .onlySent(let id, let recipient):
            "Posting alone is not enough: the report of \(id) is still to be discussed with the \(recipient)."
        case .lacksSignificantOthers(let id):
            "The report of \(id) does not cover significant others; every report should."
        case .registerLacks(let reference, let numbers):
            "The register of \(reference) has no line yet for \(Self.invitations(numbers))."
        case .quorate(let reference, let groups):
            "\(reference) is quorate: \(groups.map(\.name).joined(separator: ", "))."
        case .inquorate(let reference, let shortfall):
            "\(reference) is NOT QUORATE: \(shortfall). The chair rules on it (conference rule)."
        case .inquorateAgain(let reference, let earlier):
            earlier == reference
                ? "\(reference) was not quorate at its last sitting either: two in a row for this case."
                : "\(earlier), the case's conference before it, was not quorate either: two in a row for this case."
        case .redatedLate(let reference, let on, let latest):
            "\(reference) sits again on \(on.brief), later than ten working days after its adjournment, which end on \(latest.brief)."
        case .sitsOnDayOff(let reference, let on, let because):
            "\(reference) is to sit on \(on.brief), on which nobody works: \(because)."
        }
    }

    private static func invitations(_ numbers: [Int]) -> String {
        "invitation\(numbers.count == 1 ? "" : "s") \(numbers.map { "\($0)" }.joined(separator: ", "))"
    }
}

extension ApologyPart {
    fileprivate var phrase: String {
        switch self {
        case .reason: "a reason"
        case .report: "a report"
        case .delegate: "a briefed delegate"
        }
    }
}

/// Looks at what a conference has become, for whoever brought it there.
public struct ConferenceAdviser: Sendable {
    let conference: Conference
    let policy: Policy
    let agencies: [AgencyCode: Agency]
    let calendar: WorkingDayCalendar
    /// The case's conference before this one, if that was not quorate.
    let inquorateBefore: ConferenceReference?

    public init(
        conference: Conference, policy: Policy, agencies: [AgencyCode: Agency], calendar: WorkingDayCalendar,
        inquorateBefore: ConferenceReference?
    ) {
        self.conference = conference
        self.policy = policy
        self.agencies = agencies
        self.calendar = calendar
        self.inquorateBefore = inquorateBefore
    }

    /// - Parameter events: What has just happened, in order.
    /// - Returns: Each thing to know, once.
    /// - Throws: ``WorkingDayError`` when a day falls outside the calendar.
    public func advice(after events: [ConferenceEvent]) throws(WorkingDayError) -> [ConferenceAdvice] {
        var found: [ConferenceAdvice] = []
        for event in events {
            for advice in try advice(after: event) where !found.contains(advice) { found.append(advice) }
        }
        return found
    }

    private func advice(after event: ConferenceEvent) throws(WorkingDayError) -> [ConferenceAdvice] {
        switch event {
        case .replied(let number, .apologies, _), .delegateNamed(let number, _, _), .delegateDeclined(let number, _, _),
            .delegateBriefed(let number, _), .reportExempted(let number, _, _, _):
            apologies(number)
        case .reportSubmitted(let number, let covers, _, _, _):
            (covers ? [] : [.lacksSignificantOthers(id(number))]) + apologies(number)
        case .reportReturned(let number, _, _): apologies(number)
        case .reportShared(let number, let recipient, .sentOnly, _): [.onlySent(id(number), recipient)]
        case .attendanceRecorded, .attendanceCorrected: register
        case .quoracyRuled: again
        case .scheduled(let scheduling): try onDayOff(scheduling.sitting)
        case .rescheduled(let sitting, _): try onDayOff(sitting) + redated(to: sitting)
        default: []
        }
    }

    private func id(_ number: Int) -> InvitationID {
        InvitationID(conference: conference.reference, number: number)
    }

    private func apologies(_ number: Int) -> [ConferenceAdvice] {
        guard let invitation = conference.invitation(number), invitation.response?.reply.isApologies ?? false else {
            return []
        }
        let missing = invitation.missingForApologies
        return [missing.isEmpty ? .apologiesComplete(id(number)) : .apologiesLack(id(number), missing)]
    }

    private var register: [ConferenceAdvice] {
        let open = conference.invitations
            .filter { $0.stands && !$0.isDraft && $0.capacity.attends && $0.attendance == nil }.map(\.number)
        let count = conference.quoracyOnTheDay(policy.quoracy, agencies: agencies)
        let result: [ConferenceAdvice] =
            count.shortfall.map { [.inquorate(conference.reference, shortfall: $0)] + again }
            ?? [.quorate(conference.reference, groups: count.present.keys.sorted())]
        return (open.isEmpty ? [] : [.registerLacks(conference.reference, open)]) + result
    }

    private var again: [ConferenceAdvice] {
        // The present sitting's own adjournment is no earlier one.
        let earlierSittings = conference.adjournments.count - (conference.status.isAdjourned ? 1 : 0)
        if earlierSittings > 0 { return [.inquorateAgain(conference.reference, after: conference.reference)] }
        return inquorateBefore.map { [.inquorateAgain(conference.reference, after: $0)] } ?? []
    }

    private func onDayOff(_ sitting: Sitting) throws(WorkingDayError) -> [ConferenceAdvice] {
        let kind = try calendar.kind(of: sitting.on)
        return kind.isOpen
            ? [] : [.sitsOnDayOff(conference.reference, sitting.on, because: kind.because())]
    }

    private func redated(to sitting: Sitting) throws(WorkingDayError) -> [ConferenceAdvice] {
        guard let adjournment = conference.adjournments.last, adjournment.redatedOn != nil,
            let rule = policy.rules[.redate]
        else { return [] }
        let latest = try rule.offset(for: conference.type).deadline(
            from: adjournment.on, at: sitting.at, cutOff: policy.cutOff, calendar: calendar)
        return sitting.on > latest.on
            ? [.redatedLate(conference.reference, to: sitting.on, latest: latest.on)] : []
    }
}
