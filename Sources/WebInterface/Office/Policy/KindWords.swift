import Conferences

// What each kind is, for whoever meets it on its page for the first time.

extension ObligationKind {
    /// What it asks, and what meets it.
    var meaning: String {
        switch self {
        case .conveneInitial:
            "Once a strategy discussion has begun a section 47 enquiry, the initial conference is to be held in time. Holding it meets this."
        case .holdReview: "A child protection plan is reviewed by a review conference. Holding it meets this."
        case .sendInvitations:
            "Everybody who is to come is invited in good time. It is met once no invitation waits to be sent."
        case .reply: "Each invitee says whether they will come. Apologies count once they give the reason."
        case .submitReport:
            "Each invited agency sends its written report, whether or not it attends. The report, or an exemption, meets this."
        case .shareWithFamily:
            "The report is shared and discussed with each family recipient before the conference; posting it is not enough."
        case .nameDelegate:
            "Whoever sends apologies names somebody who attends in their place, and confirms that they are briefed."
        case .decisionLetter: "What the conference decided is sent to everybody invited. Issuing the letter meets this."
        case .coreGroup: "After a first plan is made, its core group meets. Holding the meeting meets this."
        case .conferenceRecord: "The record of the conference is circulated. Its first circulation meets this."
        case .corrections:
            "Whoever received the record may ask for corrections until this day, when it closes by itself."
        case .discussionMinutes:
            "Whoever attended a strategy discussion receives its minutes. Each receipt is recorded for itself."
        case .explainAbsence: "An agency that was absent without apologies says why. Recording the reason meets this."
        case .redate:
            "A conference that was adjourned because it was not quorate gets a new date. Setting it meets this."
        case .own: "Something that the partnership asks for itself. It is met when somebody records that it is done."
        }
    }

    /// Where it comes from.
    var source: String {
        switch self {
        case .conveneInitial: "Rulebook, section 4, from Working Together: within 15 working days"
        case .shareWithFamily: "Rulebook, sections 1 and 4, from the open letter of 13 June 2022, point 7"
        case .submitReport: "Rulebook, sections 1 and 4, from the open letter of 13 June 2022, point 6"
        case .nameDelegate: "Rulebook, sections 1 and 4, from the open letter of 13 June 2022, point 5"
        case .discussionMinutes: "Rulebook, sections 1 and 4, from the open letter of 13 June 2022, point 3"
        case .redate: "Rulebook, section 6"
        case .own: "The partnership’s own"
        default: "Rulebook, section 4"
        }
    }
}

extension DeadlineAnchor {
    /// From when one counts.
    var counting: String {
        switch self {
        case .conference: "It is counted from the day of the conference, which is day 0."
        case .invitationSent: "It is counted from the day on which the invitation was sent, which is day 0."
        case .apologies: "It is counted from the day of the apologies, which is day 0."
        case .adjournment: "It is counted from the day of the adjournment, which is day 0."
        case .recordReceived: "It is counted from the day on which the record was received, which is day 0."
        case .planMade: "It is counted from the day of the conference that made the plan, which is day 0."
        case .discussion: "It is counted from the day of the strategy discussion, which is day 0."
        }
    }
}
