import Conferences
import Hummingbird
import Persistence
import WorkingDays

/// Where it is recorded that a conference is asked for, before it has a day.
struct RequestDesk: Sendable {
    let store: OfficeStore
    let pages: Pages

    var routes: [OfficeRoute] {
        [
            .get("/conferences/request", needs: .changeCases) { try await page($0) },
            .post("/conferences/request", needs: .changeCases) { try await take($0) },
        ]
    }

    private func take(_ visit: Visit) async throws -> Response {
        let fields = FormFields(visit.fields)
        do {
            let reference = try SchedulingForm(fields: fields, today: visit.today).reference()
            let request = ConferenceRequest(
                type: try fields.word("type", "Say which type of conference it is."),
                caseReference: try fields.reference("case", "Give the case’s reference."),
                requestedBy: try fields.reference("requestedBy", "Give the reference of whoever asks for it."),
                discussion: try fields.reference("discussion"), on: try fields.dayUpTo("on", visit.today))
            _ = try await store.change(visit) { try $0.perform(.request(request), on: reference) }
            return Response(
                status: .seeOther, headers: [.location: "/conferences/\(reference.inPath)?done=requested"])
        } catch let problem as FormProblem {
            return try await page(visit, problem)
        } catch let refusal as ConferenceRefusal {
            return try await page(visit, FormProblem(field: Self.field(refusal), sentence: "\(refusal)"))
        }
    }

    private static func field(_ refusal: ConferenceRefusal) -> String {
        switch refusal {
        case .unknownPerson: "requestedBy"
        case .unknownDiscussion: "discussion"
        default: "reference"
        }
    }

    private func page(_ visit: Visit, _ problem: FormProblem? = nil) async throws -> Response {
        let people = try await store.read { try SchedulingReadings($0).socialCare(atMost: PersonChoice.most) }
        let fields = FormFields(visit.fields)
        var content = PersonChoice(typed: nil, people: people).content
        for field in ["reference", "case", "requestedBy", "discussion"] { content[field] = fields[field] }
        content["on"] = fields["on"].isEmpty ? visit.today.description : fields["on"]
        content["today"] = visit.today.description
        content["types"] = ConferenceType.allCases.map {
            Choice.content("type", $0.rawValue, $0.title, fields["type"])
        }
        content["refusal"] = problem?.content
        return pages.office(
            "request", title: "Record a request", for: visit, status: problem == nil ? .ok : .unprocessableContent,
            content)
    }
}
