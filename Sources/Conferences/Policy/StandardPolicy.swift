import WorkingDays

extension Policy {
    /// The rulebook's table.
    public static let standard = Policy(
        cutOff: TimeOfDay(hour: 23, minute: 59, second: 59)!,
        sendingHours: SendingHours(
            opens: TimeOfDay(hour: 9, minute: 0)!, closes: TimeOfDay(hour: 17, minute: 0)!),
        rules: Dictionary(
            uniqueKeysWithValues: (beforeConference + afterConference + aroundDiscussion).map { ($0.kind, $0) }))

    private static let reportLadder = [
        LadderStep(.deadline(-5)), LadderStep(.deadline(-2)), LadderStep(.deadline(0)),
        LadderStep(.deadline(1), [.owner, .agencyLead]), LadderStep(.conference(-1), [.chair]),
    ]

    private static let beforeConference: [ObligationRule] = [
        rule(
            .sendInvitations, .administrator, .conference, DeadlineOffset(7, .workingDays, .before),
            review: DeadlineOffset(20, .workingDays, .before),
            ladder: [LadderStep(.deadline(0)), LadderStep(.deadline(1), [.chair])]),
        rule(
            .reply, .invitee, .invitationSent, DeadlineOffset(2, .workingDays, .after),
            ladder: [
                LadderStep(.deadline(0)), LadderStep(.deadline(1)), LadderStep(.deadline(2)),
                LadderStep(.deadline(3), [.agencyLead]),
            ]),
        rule(
            .submitReport, .invitee, .conference, DeadlineOffset(3, .workingDays, .before),
            review: DeadlineOffset(5, .workingDays, .before), ladder: reportLadder),
        rule(
            .shareWithFamily, .invitee, .conference, DeadlineOffset(3, .workingDays, .before),
            review: DeadlineOffset(5, .workingDays, .before), ladder: reportLadder),
        rule(
            .nameDelegate, .invitee, .apologies, DeadlineOffset(1, .workingDays, .after),
            noLaterThan: DeadlineOffset(1, .workingDays, .before),
            ladder: [LadderStep(.atOnce), LadderStep(.deadline(0), [.agencyLead])]),
    ]

    private static let afterConference: [ObligationRule] = [
        rule(
            .decisionLetter, .administrator, .conference, DeadlineOffset(1, .workingDays, .after),
            ladder: [LadderStep(.deadline(0)), LadderStep(.deadline(1), [.serviceManager])]),
        rule(
            .coreGroup, .leadSocialWorker, .planMade, DeadlineOffset(10, .workingDays, .after),
            ladder: [LadderStep(.anchor(5)), LadderStep(.anchor(8)), LadderStep(.deadline(1), [.chair])]),
        rule(
            .conferenceRecord, .administrator, .conference, DeadlineOffset(15, .workingDays, .after),
            ladder: [LadderStep(.anchor(10)), LadderStep(.anchor(13)), LadderStep(.deadline(1), [.serviceManager])]),
        rule(
            .corrections, .invitee, .recordReceived, DeadlineOffset(10, .workingDays, .after),
            ladder: [LadderStep(.anchor(8))]),
        rule(
            .holdReview, .administrator, .planMade, DeadlineOffset(3, .months, .after),
            review: DeadlineOffset(6, .months, .after),
            ladder: [LadderStep(.deadline(-30)), LadderStep(.deadline(-20)), LadderStep(.deadline(-15), [.chair])]),
        rule(
            .explainAbsence, .agency, .conference, DeadlineOffset(1, .workingDays, .after),
            ladder: [
                LadderStep(.atOnce, [.agencyLead]), LadderStep(.atOnce, [.partnership], isForRepetition: true),
                LadderStep(.deadline(1), [.agencyLead]),
            ]),
        rule(
            .redate, .administrator, .adjournment, DeadlineOffset(10, .workingDays, .after),
            ladder: [LadderStep(.deadline(-5)), LadderStep(.deadline(0)), LadderStep(.deadline(1), [.chair])]),
    ]

    private static let aroundDiscussion: [ObligationRule] = [
        rule(
            .conveneInitial, .leadSocialWorker, .discussion, DeadlineOffset(15, .workingDays, .after),
            ladder: [
                LadderStep(.anchor(3)), LadderStep(.anchor(5)), LadderStep(.anchor(7), [.teamManager]),
                LadderStep(.anchor(10), [.headOfService]),
            ]),
        rule(
            .discussionMinutes, .discussionChair, .discussion, DeadlineOffset(1, .workingDays, .after),
            ladder: [
                LadderStep(.deadline(0)), LadderStep(.deadline(1), [.owner, .participant]),
                LadderStep(.deadline(2), [.teamManager]),
            ]),
    ]

    private static func rule(
        _ kind: ObligationKind, _ owner: ObligationOwner, _ anchor: DeadlineAnchor, _ initial: DeadlineOffset,
        review: DeadlineOffset? = nil, noLaterThan: DeadlineOffset? = nil, ladder: [LadderStep] = []
    ) -> ObligationRule {
        ObligationRule(
            kind: kind, title: kind.standardTitle, owner: owner, anchor: anchor, initial: initial,
            review: review ?? initial, noLaterThan: noLaterThan, ladder: ladder)
    }
}

extension ObligationKind {
    /// What is owed, in the words of a heading; the name itself for one of the partnership's own, whose rule has the
    /// title.
    public var standardTitle: String {
        switch self {
        case .conveneInitial: "Convene the initial conference"
        case .holdReview: "Hold the review conference"
        case .sendInvitations: "Send the invitations"
        case .reply: "Reply to the invitation"
        case .submitReport: "Submit the written report"
        case .shareWithFamily: "Share and discuss the report with the family"
        case .nameDelegate: "Name a delegate and confirm the briefing"
        case .decisionLetter: "Send the decision letter"
        case .coreGroup: "Hold the core group"
        case .conferenceRecord: "Circulate the conference record"
        case .corrections: "Send corrections to the record"
        case .discussionMinutes: "Send the minutes of the strategy discussion"
        case .explainAbsence: "Give the reason for the absence"
        case .redate: "Find a new date after the adjournment"
        case .own(let name): name.text
        }
    }
}

extension Policy {
    /// What is owed, in the words of a heading.
    public func title(of kind: ObligationKind) -> String { rules[kind]?.title ?? kind.standardTitle }
}
