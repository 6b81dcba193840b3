// The policy's words as sentences use them: the same on every page.

extension StepTime {
    /// `5 working days before the deadline`, `on the day of the deadline`, `at once`.
    public var phrase: String {
        switch self {
        case .atOnce: "at once"
        case .deadline(let days): Self.phrase(days, "the deadline")
        case .conference(let days): Self.phrase(days, "the conference")
        case .anchor(let days): Self.phrase(days, "the day it is counted from")
        }
    }

    private static func phrase(_ days: Int, _ day: String) -> String {
        guard days != 0 else { return "on the day of \(day)".replacing("the day of the day", with: "the day") }
        let count = "\(abs(days)) working day\(abs(days) == 1 ? "" : "s")"
        return "\(count) \(days < 0 ? "before" : "after") \(day)"
    }
}

extension Audience {
    /// As a sentence ends: *to the agency’s safeguarding lead*.
    public var phrase: String {
        switch self {
        case .owner: "whoever owes it"
        case .agencyLead: "the agency’s safeguarding lead"
        case .chair: "the chair"
        case .administrator: "the conference administrator"
        case .participant: "the participant"
        case .teamManager, .headOfService, .serviceManager: "the \(post?.title ?? rawValue)"
        case .partnership: "the partnership"
        }
    }
}

extension AgencyKind {
    /// As a page names it.
    public var title: String {
        switch self {
        case .socialCare: "Children’s social care"
        case .police: "Police"
        case .health: "Health"
        case .education: "Education"
        case .probation: "Probation"
        case .housing: "Housing"
        case .other: "Another kind"
        }
    }
}

extension LadderStep {
    /// `5 working days before the deadline, to whoever owes it and the chair; at any hour`
    public var phrase: String {
        let readers = audiences.map(\.phrase)
        let whom =
            readers.count < 2
            ? readers.joined() : "\(readers.dropLast().joined(separator: ", ")) and \(readers[readers.count - 1])"
        return "\(time.phrase), to \(whom)" + (isForRepetition ? "; only for a second time within six months" : "")
            + (isUrgent ? "; at any hour" : "") + (isAlsoByText ? "; by text too" : "")
    }
}

extension ObligationOwner {
    /// As one chooses it: *each invitee, for themselves*.
    public var whom: String {
        switch self {
        case .invitee: "each invitee, for themselves"
        case .agency: "each agency that is invited"
        case .administrator: "the conference administrator"
        case .chair: "the chair of the conference"
        case .leadSocialWorker: "the lead social worker"
        case .discussionChair: "the chair of the strategy discussion"
        }
    }
}

extension ConveneClock {
    /// As a sentence ends: *counts from the first discussion of an enquiry*.
    public var phrase: String {
        switch self {
        case .initiating: "the first discussion of an enquiry"
        case .last: "the last discussion of an enquiry"
        }
    }
}
