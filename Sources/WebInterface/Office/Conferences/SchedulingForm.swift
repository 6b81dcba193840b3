import Conferences
import WorkingDays

/// What is filled in to give a conference its day.
struct SchedulingForm: Sendable {
    let fields: FormFields
    let today: CalendarDate

    /// As far as the dates need it; `nil` while something of it is wanting.
    var outline: (type: ConferenceType, day: CalendarDate, time: TimeOfDay)? {
        guard let type = ConferenceType(rawValue: fields["type"]), let day = try? CalendarDate(iso: fields["day"]),
            WorkingDayCalendar.daysWithRoom.contains(day)
        else { return nil }
        return (type, day, (try? fields.time("at")) ?? TimeOfDay(hour: 10, minute: 0)!)
    }

    func reference() throws(FormProblem) -> ConferenceReference {
        try fields.reference("reference", "Give the conference a reference, such as HB-27-014.")
    }

    /// - Throws: ``FormProblem`` naming the first field, from the top, with which something is wrong.
    func command() throws(FormProblem) -> ConferenceCommand {
        .schedule(
            Scheduling(
                type: try type(), caseReference: try caseReference(), sitting: try sitting(), chair: try chair(),
                administrator: try administrator(), familyRecipients: try recipients(), on: today,
                leadSocialWorker: try fields.reference("leadSocialWorker"),
                discussion: try fields.reference("discussion"), children: try children()))
    }

    /// Whatever is wrong with the form, from its top to its bottom.
    var problems: [FormProblem] {
        var found: [FormProblem] = []
        func look<Value>(_ read: () throws(FormProblem) -> Value) {
            do throws(FormProblem) { _ = try read() } catch { found.append(error) }
        }
        look(type)
        look(reference)
        look(caseReference)
        look { () throws(FormProblem) -> DiscussionReference? in try fields.reference("discussion") }
        look(day)
        look(at)
        look(place)
        look(chair)
        look(administrator)
        look { () throws(FormProblem) -> PersonReference? in try fields.reference("leadSocialWorker") }
        look(recipients)
        look(children)
        return found
    }

    func sitting() throws(FormProblem) -> Sitting {
        let day = try day()
        return Sitting(
            on: day, at: try at(), place: try place(),
            videoLink: fields["videoLink"].isEmpty ? nil : fields["videoLink"])
    }

    private func type() throws(FormProblem) -> ConferenceType {
        try fields.word("type", "Say which type of conference it is.")
    }

    private func caseReference() throws(FormProblem) -> CaseReference {
        try fields.reference("case", "Give the case’s reference.")
    }

    private func day() throws(FormProblem) -> CalendarDate {
        try fields.day("day", "Choose the day on which it sits.")
    }

    private func at() throws(FormProblem) -> TimeOfDay {
        guard let at = try fields.time("at") else {
            throw FormProblem(field: "at", sentence: "Say when it begins, such as 10:00.")
        }
        return at
    }

    private func place() throws(FormProblem) -> String {
        try fields.text("place", "Say where it meets, or video.")
    }

    private func chair() throws(FormProblem) -> PersonReference {
        try fields.reference("chair", "Give the reference of whoever chairs it.")
    }

    private func administrator() throws(FormProblem) -> PersonReference {
        try fields.reference("administrator", "Give the reference of whoever arranges it.")
    }

    /// Of each relationship so many as were chosen.
    private func recipients() throws(FormProblem) -> [FamilyRecipient] {
        var found: [FamilyRecipient] = []
        for relationship in FamilyRecipient.Relationship.allCases {
            let field = "family-\(relationship.rawValue)"
            let count = fields[field].isEmpty ? 0 : Int(fields[field])
            guard let count, (0...9).contains(count) else {
                throw FormProblem(field: field, sentence: "Give a number from 0 to 9.")
            }
            if count > 0 { found += (1...count).map { FamilyRecipient(relationship, ordinal: $0) } }
        }
        guard !found.isEmpty else {
            throw FormProblem(
                field: "family-mother", sentence: "Say with whom in the family reports are shared: at least one person."
            )
        }
        return found
    }

    private func children() throws(FormProblem) -> [ChildReference]? {
        let words = fields["children"].split { $0.isWhitespace || $0 == "," }.map(String.init)
        var found: [ChildReference] = []
        for word in words {
            do { found.append(try Reference(word)) } catch {
                throw FormProblem(field: "children", sentence: "\(error)")
            }
        }
        return found.isEmpty ? nil : found
    }
}
