import Conferences
import Persistence
import WorkingDays

/// What a practitioner sends from one of the answer page's forms, and the commands that it stands for.
struct AnswerForm: Sendable {
    let part: Part
    let fields: AnswerFields

    /// The forms of the page, each with an address of its own.
    enum Part: String, CaseIterable, Sendable {
        case name, reply, report, sharing, delegate, briefed

        /// Who attends is said here only while nobody is named; whoever is named is changed by whoever arranges it.
        func isAsked(of invitation: Invitation) -> Bool { self != .name || invitation.person == nil }
    }

    /// - Parameters:
    ///   - invitation: The invitation's number.
    ///   - person: Who answers.
    ///   - hasBeenDiscussed: Whether an earlier version of the report was talked through with the family.
    /// - Throws: ``AnswerProblem`` naming the field.
    func command(
        for invitation: Int, by person: PersonReference?, today: CalendarDate, hasBeenDiscussed: Bool
    ) throws(AnswerProblem) -> ConferenceCommand {
        switch part {
        case .name: .nameInvitee(invitation: invitation, try invitee(), on: today)
        case .reply: .reply(invitation: invitation, try reply(), on: today)
        case .report:
            .submitReport(
                invitation: invitation,
                coversSignificantOthers: try fields.choice("covers", .sayCovers, Self.affirmation),
                on: try fields.day("reportOn", today: today), covered: try covered(),
                shareAgain: hasBeenDiscussed ? try fields.choice("again", .sayAgain, Self.affirmation) : nil)
        case .sharing:
            .recordSharing(
                invitation: invitation, with: try recipient(), try outcome(by: person, today: today),
                on: try fields.day("sharedOn", today: today))
        case .delegate:
            .nameDelegate(
                invitation: invitation,
                try fields.choice("colleague", .sayColleague) { try? PersonReference($0) }, on: today)
        case .briefed: .confirmDelegateBriefed(invitation: invitation, on: today)
        }
    }

    /// Who is named to attend, where the agency was invited without a name.
    func invitee() throws(AnswerProblem) -> PersonReference {
        try fields.choice("invitee", .sayInvitee) { try? PersonReference($0) }
    }

    private static func affirmation(_ word: String) -> Bool? { ["yes": true, "no": false][word] }

    private func reply() throws(AnswerProblem) -> Reply {
        switch fields["reply"] {
        case "accepted": .accepted
        case "tentative": .tentative
        case "apologies": .apologies(reason: try fields.note("reason", .sayReason))
        default: throw AnswerProblem("reply", .sayReply)
        }
    }

    private func covered() throws(AnswerProblem) -> SignificantOthersCovered? {
        let range = 0...SignificantOthersCovered.limit
        let household = try fields.count("householdMembers", in: range, .sayHouseholdMembers)
        let adults = try fields.count("significantAdults", in: range, .saySignificantAdults)
        guard household != nil || adults != nil else { return nil }
        return SignificantOthersCovered(householdMembers: household ?? 0, significantAdults: adults ?? 0)
    }

    private func recipient() throws(AnswerProblem) -> FamilyRecipient {
        try fields.choice("with", .sayWith) { try? FamilyRecipient(text: $0) }
    }

    private func outcome(by person: PersonReference?, today: CalendarDate) throws(AnswerProblem) -> SharingOutcome {
        let on = try fields.day("sharedOn", today: today)
        return try fields.choice("outcome", .sayOutcome) { word in
            switch word {
            case "sent-only": .sentOnly
            case "refused": .refused
            case "unable-to-contact": .unableToContact(attemptedOn: [on])
            default: DiscussionMethod(rawValue: word).map { .discussed(method: $0, by: person) }
            }
        }
    }
}
