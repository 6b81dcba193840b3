import WorkingDays

/// What happened, as the rest of a sentence that begins with who did it: *recorded apologies for invitation 3 of
/// HK-26-014 on Mon 23 Nov 2026, reason: …*
///
/// Every event has its phrase: the switches know no default, so one that is added does not compile without.
public struct EventSentence: Sendable {
    /// Whether the notes that people typed, and the categories of plans, are part of it; otherwise an ellipsis stands
    /// for each.
    public let showsNotes: Bool

    public init(showsNotes: Bool = false) { self.showsNotes = showsNotes }
}

// What all of them are put together from.
extension EventSentence {
    func day(_ on: CalendarDate) -> String { " on \(on.brief)" }

    func moment(_ sitting: Sitting) -> String {
        "\(sitting.on.brief) at \(clock(sitting.at)), \(sitting.place)"
    }

    func clock(_ time: TimeOfDay) -> String { String(time.description.prefix(5)) }

    /// In one line, however many it was typed in.
    func note(_ label: String, _ note: Note) -> String { confidential(label, note.shown.inOneLine) }

    /// `, reason: …`
    func confidential(_ label: String, _ text: String) -> String { ", \(label): \(showsNotes ? text : "…")" }

    /// `invitation 1`, `invitations 1, 2 and 3`.
    func numbered(_ noun: String, _ numbers: [Int]) -> String {
        "\(noun)\(numbers.count == 1 ? "" : "s") \(list(numbers))"
    }

    /// `1 child`, `2 children`.
    func count(_ count: Int, _ one: String, _ many: String) -> String { "\(count) \(count == 1 ? one : many)" }

    /// `CSC, POL and HEA`.
    func list(_ items: [some CustomStringConvertible]) -> String {
        let words = items.map(\.description)
        guard let last = words.last, words.count > 1 else { return words.first ?? "nobody" }
        return "\(words.dropLast().joined(separator: ", ")) and \(last)"
    }

    /// `the mother`, `the carer (2)`.
    func recipient(_ recipient: FamilyRecipient) -> String {
        let relationship =
            switch recipient.relationship {
            case .mother: "mother"
            case .father: "father"
            case .carer: "carer"
            case .child: "child"
            case .otherParentalResponsibility: "other holder of parental responsibility"
            }
        return "the \(relationship)\(recipient.ordinal == 1 ? "" : " (\(recipient.ordinal))")"
    }

    func kind(_ kind: AgencyKind) -> String {
        switch kind {
        case .socialCare: "social care"
        case .police, .health, .education, .probation, .housing, .other: kind.rawValue
        }
    }

    /// `pol-1 of POL`, or the agency alone.
    func invitee(_ person: PersonReference?, of agency: AgencyCode) -> String {
        "\(person.map { "\($0) of " } ?? "")\(agency)"
    }
}

// Reminders are held and released for conferences and discussions alike.
extension EventSentence {
    func held(
        _ obligation: ObligationID?, of reference: String, until: CalendarDate, reason: Note
    ) -> String {
        "held \(reminders(obligation, of: reference)) until \(until.brief)\(note("reason", reason))"
    }

    func released(_ obligation: ObligationID?, of reference: String) -> String {
        "released \(reminders(obligation, of: reference))"
    }

    private func reminders(_ obligation: ObligationID?, of reference: String) -> String {
        obligation.map { "the reminders of \($0)" } ?? "all reminders of \(reference)"
    }
}

extension String {
    fileprivate var inOneLine: String {
        split { $0.isNewline || $0 == "\t" }.joined(separator: " ")
    }
}
