extension AgendaAreaName {
    public static let introductions = Self(known: "introductions-and-apologies")
    public static let familyDetails = Self(known: "family-details")
    public static let reason = Self(known: "reason")
    public static let backgroundHistory = Self(known: "background-history")
    public static let significantOthers = Self(known: "significant-others")
    public static let identity = Self(known: "ethnicity-culture-identity-discrimination")
    public static let childsExperience = Self(known: "childs-experience")
    public static let siblings = Self(known: "siblings")
    public static let analysisOfHarm = Self(known: "analysis-of-harm")
    public static let medicalAndInterview = Self(known: "medical-and-interview")
    public static let legal = Self(known: "legal")
    public static let decisions = Self(known: "decisions")
    public static let actions = Self(known: "actions")
    public static let nextMeeting = Self(known: "next-meeting")
}

extension AgendaTemplate {
    /// The agenda to begin with; a partnership edits it into its own.
    ///
    /// - Source: Rulebook 1.1 and 1.2.
    public static let standard = AgendaTemplate(version: 1, areas: opening + people + assessment + outcome)

    private static let opening = [
        AgendaArea(
            name: .introductions, title: "Introductions and apologies",
            prompts: [
                "Who is here, for which agency, and what is each one's part with the family?",
                "Are social care, health and police all here?",
                "Who sent apologies, and how does what they know reach the discussion?",
            ]),
        AgendaArea(
            name: .familyDetails, title: "Family details and children",
            prompts: [
                "Who are the children, those of concern and every other child of the home?",
                "Are dates of birth, addresses, schools and GPs confirmed?",
                "Does anybody need an interpreter or another adjustment?",
            ]),
        AgendaArea(
            name: .reason, title: "Reason for the discussion",
            prompts: [
                "What happened, when, and who reported it?",
                "What has been done since?",
            ]),
        AgendaArea(
            name: .backgroundHistory, title: "Background history, agency by agency",
            prompts: [
                "What does this agency know of the child and the family, back to the first contact?",
                "Where the case is open already: what is the full history, not only the latest events?",
                "Which patterns show once the agencies' histories lie side by side?",
            ], isMandatory: true, perAgency: true),
    ]

    private static let people = [
        AgendaArea(
            name: .significantOthers, title: "Significant others: risks and protection",
            prompts: [
                "Who lives in the household, and which other adults matter in the children's lives?",
                "What risk does each of them pose?",
                "What protection does each of them offer?",
                "About whom is too little known, and who will find out?",
            ], isMandatory: true),
        AgendaArea(
            name: .identity, title: "Ethnicity, culture, identity and discrimination",
            prompts: [
                "How do the child and the family describe their ethnicity, culture, faith and identity?",
                "Do they meet discrimination, and how does it bear on risk and on the help they can accept?",
                "Which assumptions of our own need a second look?",
            ], isMandatory: true),
        AgendaArea(
            name: .childsExperience, title: "The child's experience and views",
            prompts: [
                "What is an ordinary day like for this child?",
                "What has the child said or shown, and to whom?",
                "Has the child been seen, and spoken to alone?",
            ]),
        AgendaArea(
            name: .siblings, title: "Siblings",
            prompts: [
                "Are brothers, sisters or other children at risk, wherever they live?",
                "Does each of them need a decision of their own?",
            ]),
    ]

    private static let assessment = [
        AgendaArea(
            name: .analysisOfHarm, title: "Analysis of harm",
            prompts: [
                "What harm has been suffered or is likely, and on what evidence?",
                "What makes it more likely, and what less?",
                "What do we not know yet?",
            ]),
        AgendaArea(
            name: .medicalAndInterview, title: "Medical and interview decisions",
            prompts: [
                "Is a medical examination needed: by whom, when, and with whose consent?",
                "Is the child to be interviewed: by whom, where, and with what support?",
            ]),
        AgendaArea(
            name: .legal, title: "Legal",
            prompts: [
                "Is legal advice or an urgent order needed?",
                "Which orders, bail conditions or proceedings are in force?",
            ]),
    ]

    private static let outcome = [
        AgendaArea(
            name: .decisions, title: "Decisions",
            prompts: [
                "Is a section 47 enquiry to begin, by one agency or jointly, and why?",
                "Does every agency agree? If not, how is the disagreement taken further?",
                "Who tells the child and the family what, and when?",
            ]),
        AgendaArea(
            name: .actions, title: "Actions, each with an owner and a date",
            prompts: [
                "What will be done, by whom, by which day?",
                "What keeps the child safe until then?",
            ]),
        AgendaArea(
            name: .nextMeeting, title: "Next meeting",
            prompts: [
                "Is another discussion needed, and when?",
                "If an initial conference may follow: by which day must it be held?",
                "Who receives the minutes, and when?",
            ]),
    ]
}
