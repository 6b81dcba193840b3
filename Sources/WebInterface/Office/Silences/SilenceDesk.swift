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
        let found = try await store.read { session in
            let readings = SilenceReadings(session)
            return try readings.inForce(on: visit.today).map { silence in
                Self.row(
                    silence, name: try Self.name(of: silence.subject, session), by: try readings.orderer(of: silence))
            }
        }
        var content = SilenceForm(visit).content
        content["found"] = found.map(\.content).asTable
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

    /// One line of the list.
    private struct Row: Sendable {
        let what, scope, reference, link, ends, ordered: String
        let name, by: String?

        var content: [String: Any] {
            [
                "what": what, "scope": scope, "of": reference, "link": link, "ends": ends, "ordered": ordered,
                "name": name ?? false as Any, "by": by ?? false as Any,
            ]
        }
    }

    private static func row(_ silence: SilenceReadings.Silence, name: String?, by: String?) -> Row {
        let (scope, reference) = silence.subject.asked
        return Row(
            what: scope.label, scope: scope.rawValue, reference: reference, link: silence.subject.link,
            ends: silence.hold.until.spelledOut, ordered: silence.hold.from.spelledOut, name: name, by: by)
    }

    private static func name(
        of subject: SilenceReadings.Subject, _ session: any DatabaseSession
    ) throws -> String? {
        switch subject {
        case .person(let person): try DirectoryReadings(session).names(of: [person])[person]
        case .matter: nil
        case .obligation(let id): try SilenceReadings(session).title(of: id)
        }
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
