import Conferences
import Persistence
import WorkingDays

// A conference for programs.
extension ConferencePage {
    var described: ConferenceDescription { ConferenceDescription(self) }
}

/// Everything that a conference's page says, in JSON. Notes and categories are there when they were asked for.
struct ConferenceDescription: Encodable {
    let reference: String
    let type: String
    let caseReference: String
    let discussion: String?
    let status: String
    let requestedBy: String?
    let requestedOn: CalendarDate?
    var arranged: Arranged?
    let obligations: [Owed]
    let reminders: [Reminder]

    init(_ page: ConferencePage) {
        reference = page.reference.text
        caseReference = page.state.caseReference.text
        switch page.state {
        case .requested(let request):
            (type, discussion, status) = (request.type.rawValue, request.discussion?.text, "requested")
            (requestedBy, requestedOn) = (request.requestedBy.text, request.on)
        case .requestDropped(let request, _):
            (type, discussion, status) = (request.type.rawValue, request.discussion?.text, "dropped")
            (requestedBy, requestedOn) = (request.requestedBy.text, request.on)
        case .arranged(let conference):
            (type, discussion) = (conference.type.rawValue, conference.discussion?.text)
            (status, requestedBy, requestedOn) = (conference.status.word, nil, nil)
            arranged = Arranged(conference, page)
        }
        obligations = page.obligations.map(Owed.init)
        reminders = page.reminders.map(Reminder.init)
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(reference, forKey: .reference)
        try container.encode(type, forKey: .type)
        try container.encode(caseReference, forKey: .caseReference)
        try container.encodeIfPresent(discussion, forKey: .discussion)
        try container.encode(status, forKey: .status)
        try container.encodeIfPresent(requestedBy, forKey: .requestedBy)
        try container.encodeIfPresent(requestedOn, forKey: .requestedOn)
        try container.encode(obligations, forKey: .obligations)
        try container.encode(reminders, forKey: .reminders)
        // What only a conference with a day has stands beside the rest.
        try arranged?.encode(to: encoder)
    }

    private enum Key: String, CodingKey {
        case reference, type, caseReference, discussion, status, requestedBy, requestedOn, obligations, reminders
    }

    struct Owed: Encodable {
        let id: String
        let kind: String
        let agency: String?
        let owedBy: String?
        let dueOn: CalendarDate
        let workTo: CalendarDate
        let provisional: Bool
        let standing: String
        let settledOn: CalendarDate?
        let arrangedFor: CalendarDate?
        let generation: Int

        init(_ obligation: Obligation) {
            id = obligation.id.description
            kind = obligation.id.kind.rawValue
            agency = obligation.agency?.text
            owedBy = obligation.owedBy?.text
            dueOn = obligation.deadline.on
            workTo = obligation.deadline.workTo
            provisional = obligation.deadline.isProvisional
            standing = obligation.standing.word
            settledOn = obligation.standing.settledOn
            arrangedFor = obligation.arrangedFor
            generation = obligation.generation
        }
    }

    struct Reminder: Encodable {
        let key: String
        let leavesAt: String
        let state: String
        let message: String?
        let reason: String?

        init(_ line: ConferenceReadings.ReminderLine) {
            key = line.key.description
            leavesAt = line.leavesAt.iso8601
            state = line.state
            message = line.message
            reason = line.reason
        }
    }
}
