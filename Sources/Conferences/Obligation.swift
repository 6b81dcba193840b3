import WorkingDays

/// Somebody owes something by a deadline, until a recorded fact meets it.
///
/// - Source: Rulebook 4.
public struct Obligation: Equatable, Sendable {
    public let id: ObligationID
    /// Which turn of the obligation this is: it rises when the conference moves and with each new apologies.
    /// A step is sent once in each generation.
    public let generation: Int
    public let agency: AgencyCode
    /// Who owes it; absent while the agency is invited by role.
    public let owedBy: PersonReference?
    public let anchoredOn: CalendarDate
    public let deadline: Deadline
    /// When this generation came to be recorded: no step from before it is caught up with.
    public let establishedAt: Timestamp
    public let standing: Standing

    /// Where an obligation stands, with the reason.
    public enum Standing: Hashable, Sendable {
        case outstanding
        case met(on: CalendarDate)
        case exempt(on: CalendarDate)
        /// Nothing is owed any more: the invitation was withdrawn, or the apologies were taken back.
        case withdrawn(on: CalendarDate)
        case cancelled(on: CalendarDate)
        /// The deadline had passed when the date was settled: shown, not chased, not held against the agency.
        case impossibleNotice

        public var word: String {
            switch self {
            case .outstanding: "outstanding"
            case .met: "met"
            case .exempt: "exempt"
            case .withdrawn: "withdrawn"
            case .cancelled: "cancelled"
            case .impossibleNotice: "impossible-notice"
            }
        }

        /// The day on which it stopped being owed, if it did.
        public var settledOn: CalendarDate? {
            switch self {
            case .met(let on), .exempt(let on), .withdrawn(let on), .cancelled(let on): on
            case .outstanding, .impossibleNotice: nil
            }
        }
    }
}

/// `HK-26-014#3/submitReport`.
public struct ObligationID: Hashable, Comparable, Sendable, CustomStringConvertible {
    public let invitation: InvitationID
    public let kind: ObligationKind

    public init(invitation: InvitationID, kind: ObligationKind) {
        self.invitation = invitation
        self.kind = kind
    }

    public var description: String { "\(invitation)/\(kind.rawValue)" }

    public static func < (left: Self, right: Self) -> Bool {
        (left.invitation, left.kind.rawValue) < (right.invitation, right.kind.rawValue)
    }
}

extension Conference {
    /// Everything that its invitations oblige to, settled or not.
    ///
    /// - Throws: ``WorkingDayError`` when a deadline falls outside the calendar.
    public func obligations(
        under policy: Policy, calendar: WorkingDayCalendar
    ) throws(WorkingDayError) -> [Obligation] {
        var all: [Obligation] = []
        for invitation in invitations {
            for kind in [ObligationKind.reply, .submitReport, .shareWithFamily, .nameDelegate] {
                guard let rule = policy.rules[kind], let anchor = anchor(of: rule, in: invitation) else { continue }
                all.append(try obligation(rule, anchor, invitation, policy, calendar))
            }
        }
        return all
    }

    private struct Anchor {
        let day: CalendarDate
        let time: TimeOfDay
        /// The day on which the deadline became known to whoever owes it.
        let knownOn: CalendarDate
        let knownAt: Timestamp
    }

    private func anchor(of rule: ObligationRule, in invitation: Invitation) -> Anchor? {
        switch rule.anchor {
        case .conference, .planMade:
            return Anchor(
                day: sitting.on, time: sitting.at, knownOn: invitation.dayKnownOn,
                knownAt: max(datedAt, invitation.sentAt))
        case .invitationSent:
            return Anchor(
                day: invitation.sentOn, time: TimeOfDay(hour: 9, minute: 0)!, knownOn: invitation.sentOn,
                knownAt: invitation.sentAt)
        case .apologies:
            // Kept once apologies have been given, so that taking them back stops what was on its way.
            guard invitation.timesApologised > 0 else { return nil }
            let response = invitation.response
            return Anchor(
                day: response?.on ?? invitation.sentOn, time: TimeOfDay(hour: 9, minute: 0)!,
                knownOn: response?.on ?? invitation.sentOn, knownAt: response?.recordedAt ?? invitation.sentAt)
        }
    }

    private func obligation(
        _ rule: ObligationRule, _ anchor: Anchor, _ invitation: Invitation, _ policy: Policy,
        _ calendar: WorkingDayCalendar
    ) throws(WorkingDayError) -> Obligation {
        let deadline = try deadline(of: rule, anchor, policy, calendar)
        return Obligation(
            id: ObligationID(
                invitation: InvitationID(conference: reference, number: invitation.number), kind: rule.kind),
            generation: moves + (rule.anchor == .apologies ? invitation.timesApologised : 0),
            agency: invitation.agency, owedBy: invitation.person, anchoredOn: anchor.day, deadline: deadline,
            establishedAt: anchor.knownAt,
            standing: standing(of: rule.kind, invitation, deadline, knownOn: anchor.knownOn))
    }

    private func deadline(
        of rule: ObligationRule, _ anchor: Anchor, _ policy: Policy, _ calendar: WorkingDayCalendar
    ) throws(WorkingDayError) -> Deadline {
        let own = try rule.offset(for: type).deadline(
            from: anchor.day, at: anchor.time, cutOff: policy.cutOff, calendar: calendar)
        guard let limit = rule.noLaterThan else { return own }
        let latest = try limit.deadline(
            from: sitting.on, at: sitting.at, cutOff: policy.cutOff, calendar: calendar)
        return latest.at < own.at ? latest : own
    }

    private func standing(
        of kind: ObligationKind, _ invitation: Invitation, _ deadline: Deadline, knownOn: CalendarDate
    ) -> Obligation.Standing {
        if let settled = invitation.settlement(of: kind, familyRecipients: familyRecipients) { return settled }
        if let withdrawnOn = invitation.withdrawnOn { return .withdrawn(on: withdrawnOn) }
        if case .cancelled(let on, _) = status { return .cancelled(on: on) }
        return deadline.on < knownOn ? .impossibleNotice : .outstanding
    }
}

extension Invitation {
    /// How the recorded facts settle an obligation; `nil` while it is owed.
    fileprivate func settlement(
        of kind: ObligationKind, familyRecipients: [FamilyRecipient]
    ) -> Obligation.Standing? {
        switch kind {
        case .reply: response.map { .met(on: $0.on) }
        case .submitReport: reportSettlement
        case .shareWithFamily: sharingSettlement(familyRecipients)
        case .nameDelegate: delegateSettlement
        case .sendInvitations, .decisionLetter, .coreGroup, .conferenceRecord, .holdReview: nil
        }
    }

    private var reportSettlement: Obligation.Standing? {
        switch report {
        case .requested: nil
        case .submitted(let on, _): .met(on: on)
        case .exempt(let on, _, _): .exempt(on: on)
        }
    }

    private func sharingSettlement(_ familyRecipients: [FamilyRecipient]) -> Obligation.Standing? {
        if case .exempt(let on, _, _) = report { return .exempt(on: on) }
        let settled = familyRecipients.compactMap { sharing[$0] }.filter { $0.outcome.settles }
        guard settled.count == familyRecipients.count, let last = settled.map(\.on).max() else { return nil }
        let allExempt = settled.allSatisfy { if case .exempt = $0.outcome { true } else { false } }
        return allExempt ? .exempt(on: last) : .met(on: last)
    }

    private var delegateSettlement: Obligation.Standing? {
        guard let response, case .apologies = response.reply else {
            return .withdrawn(on: response?.on ?? sentOn)
        }
        return delegate?.briefedOn.map { .met(on: max($0, response.on)) }
    }
}
