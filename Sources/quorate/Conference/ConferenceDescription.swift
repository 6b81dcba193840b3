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
    let obligations: [DescribedObligation]
    let reminders: [DescribedReminder]

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
        obligations = page.obligations.map { DescribedObligation($0, page.policy) }
        reminders = page.reminders.map(DescribedReminder.init)
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
}
