import Conferences
import Hummingbird
import Persistence
import WorkingDays

/// Whose and which reminders are held back: listed, ordered and released.
struct SilenceDesk: Sendable {
    let store: OfficeStore
    let pages: Pages

    var routes: [OfficeRoute] {
        [
            .get("/silences", needs: .readCases) { try await list($0) },
            .post("/silences", needs: .changeCases) { try await order($0) },
            .post("/silences/release", needs: .changeCases) { try await release($0) },
        ]
    }

    private func list(_ visit: Visit, _ problem: FormProblem? = nil) async throws -> Response {
        let silences = try await store.read { try SilenceReadings($0).inForce(on: visit.today) }
        var content = SilenceForm(visit).content
        content["found"] = silences.map(row).asTable
        content["mayChange"] = visit.visitor.may(.changeCases)
        content["isTyped"] = problem != nil
        content["problem"] = problem?.content
        switch visit.asked("done") {
        case "held":
            content["done"] =
                "The reminders are held back. The last step before a conference leaves all the same."
        case "released": content["done"] = "The reminders leave again."
        default: break
        }
        return pages.office(
            "silences", title: "Silences", for: visit, status: problem == nil ? .ok : .unprocessableContent, content)
    }

    private func row(_ silence: SilenceReadings.Silence) -> [String: Any] {
        let (scope, reference) = silence.subject.asked
        return [
            "what": scope.label, "scope": scope.rawValue, "of": reference, "link": silence.subject.link,
            "ends": silence.hold.until.spelledOut, "ordered": silence.hold.from.spelledOut,
        ]
    }

    private func order(_ visit: Visit) async throws -> Response {
        let form = SilenceForm(visit)
        do {
            let (subject, hold) = (try form.subject(), try form.hold(today: visit.today))
            _ = try await store.change(visit) { try subject.hold(hold, by: $0) }
        } catch {
            guard let problem = FormProblem.refused(error, at: "reference") else { throw error }
            return try await list(visit, problem)
        }
        return .led(to: "/silences?done=held")
    }

    private func release(_ visit: Visit) async throws -> Response {
        do {
            let subject = try SilenceForm(visit).subject()
            _ = try await store.change(visit) { try subject.hold(nil, by: $0) }
        } catch {
            guard let problem = FormProblem.refused(error, at: "reference") else { throw error }
            return try await list(visit, problem)
        }
        return .led(to: "/silences?done=released")
    }
}
