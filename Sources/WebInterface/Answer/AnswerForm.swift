import Conferences
import Persistence
import WorkingDays

/// What a practitioner sends from one of the answer page's forms, and the commands that it stands for.
struct AnswerForm: Sendable {
    let part: Part
    /// As the browser sent them.
    let fields: [String: String]

    /// The forms of the page, each with an address of its own.
    enum Part: String, CaseIterable, Sendable {
        case reply, report, sharing, delegate, briefed
    }

    typealias Problem = FormProblem

    /// Characters of a note.
    static let longestNote = 2000

    /// - Parameters:
    ///   - invitation: The invitation's number.
    ///   - person: Who answers.
    ///   - hasBeenDiscussed: Whether an earlier version of the report was talked through with the family.
    /// - Throws: ``Problem`` naming the field.
    func command(
        for invitation: Int, by person: PersonReference?, today: CalendarDate, hasBeenDiscussed: Bool
    ) throws(Problem) -> ConferenceCommand {
        switch part {
        case .reply: .reply(invitation: invitation, try reply(), on: today)
        case .report:
            .submitReport(
                invitation: invitation,
                coversSignificantOthers: try choice("covers", "Say whether the report covers significant others.") {
                    ["yes": true, "no": false][$0]
                },
                on: try day("reportOn", today: today), covered: try covered(),
                shareAgain: hasBeenDiscussed
                    ? try choice("again", "Say whether the new version is to be shared with the family again.") {
                        ["yes": true, "no": false][$0]
                    } : nil)
        case .sharing:
            .recordSharing(
                invitation: invitation, with: try recipient(), try outcome(by: person, today: today),
                on: try day("sharedOn", today: today))
        case .delegate:
            .nameDelegate(
                invitation: invitation,
                try choice("colleague", "Choose who stands in for you.") { try? PersonReference($0) }, on: today)
        case .briefed: .confirmDelegateBriefed(invitation: invitation, on: today)
        }
    }

    private func reply() throws(Problem) -> Reply {
        switch fields["reply"] {
        case "accepted": .accepted
        case "tentative": .tentative
        case "apologies": .apologies(reason: try note("reason", "Say why you cannot attend."))
        default: throw Problem(field: "reply", sentence: "Say whether you will attend.")
        }
    }

    private func note(_ field: String, _ missing: String) throws(Problem) -> Note {
        let text = (fields[field] ?? "").trimming()
        guard !text.isEmpty else { throw Problem(field: field, sentence: missing) }
        guard text.count <= Self.longestNote else {
            throw Problem(
                field: field, sentence: "Use at most \(Self.longestNote) characters; there are \(text.count).")
        }
        return Note(text)
    }

    private func choice<Value>(
        _ field: String, _ missing: String, _ read: (String) -> Value?
    ) throws(Problem) -> Value {
        guard let value = fields[field].flatMap(read) else { throw Problem(field: field, sentence: missing) }
        return value
    }

    private func covered() throws(Problem) -> SignificantOthersCovered? {
        let household = try count("householdMembers", "household members")
        let adults = try count("significantAdults", "significant adults")
        guard household != nil || adults != nil else { return nil }
        return SignificantOthersCovered(householdMembers: household ?? 0, significantAdults: adults ?? 0)
    }

    private func count(_ field: String, _ what: String) throws(Problem) -> Int? {
        let text = (fields[field] ?? "").trimming()
        if text.isEmpty { return nil }
        guard let number = Int(text), (0...SignificantOthersCovered.limit).contains(number) else {
            throw Problem(
                field: field,
                sentence: "Give the \(what) covered as a number from 0 to \(SignificantOthersCovered.limit).")
        }
        return number
    }

    private func recipient() throws(Problem) -> FamilyRecipient {
        try choice("with", "Choose whom in the family it is about.") { try? FamilyRecipient(text: $0) }
    }

    private func outcome(by person: PersonReference?, today: CalendarDate) throws(Problem) -> SharingOutcome {
        let on = try day("sharedOn", today: today)
        return try choice("outcome", "Say how it was shared, or why it could not be.") { word in
            switch word {
            case "sent-only": .sentOnly
            case "refused": .refused
            case "unable-to-contact": .unableToContact(attemptedOn: [on])
            default: DiscussionMethod(rawValue: word).map { .discussed(method: $0, by: person) }
            }
        }
    }

    /// A day that has come, as a browser's date field writes it; today where it is left empty.
    private func day(_ field: String, today: CalendarDate) throws(Problem) -> CalendarDate {
        let text = (fields[field] ?? "").trimming()
        if text.isEmpty { return today }
        guard let day = try? CalendarDate(iso: text), day <= today else {
            throw Problem(field: field, sentence: "Give a day up to today, such as \(today).")
        }
        return day
    }
}

extension String {
    func trimming() -> String {
        String(drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
    }
}
