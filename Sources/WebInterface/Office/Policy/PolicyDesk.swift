import Conferences
import Hummingbird
import Persistence
import WorkingDays

/// The rules in force, and how they are changed: previewed, dated, put in force.
struct PolicyDesk: Sendable {
    let store: OfficeStore
    let pages: Pages

    var routes: [OfficeRoute] {
        let kind: @Sendable (Visit) throws -> PolicyEdit.Part = { visit in
            guard let kind = ObligationKind(rawValue: try visit.parameters.require("kind")) else {
                throw HTTPError(.notFound)
            }
            return .rule(kind)
        }
        return [.get("/policy", needs: .readRules) { try await show($0) }]
            + routes("/policy/:kind", kind) + routes("/policy-general") { _ in .general }
    }

    /// The page of a part of the rules, and the steps of changing it.
    private func routes(
        _ path: String, _ part: @escaping @Sendable (Visit) throws -> PolicyEdit.Part
    ) -> [OfficeRoute] {
        [
            .get(path, needs: .readRules) { try await show(part($0), $0) },
            .post("\(path)/preview", needs: .changeRules) { try await preview(part($0), $0) },
            .post("\(path)/again", needs: .changeRules) { try await show(part($0), $0) },
            .post(path, needs: .changeRules) { try await apply(part($0), $0) },
        ]
    }

    private func show(_ visit: Visit) async throws -> Response {
        let view = try await store.read { [rulebook = store.rulebook] session in
            let rules = RuleSets(session, rulebook: rulebook)
            let inForce = try rules.inForce(on: visit.today)
            return PolicyView(
                shown: inForce, sets: try rules.all(), inForce: inForce.number, today: visit.today,
                exempt: try AgencyRegister(session).all().filter { $0.sharingExemption != nil })
        }
        var content = view.content(for: visit.visitor)
        switch visit.asked("done") {
        case "applied": content["done"] = "The change is made. It stands in the list of rule sets below."
        case "taken-back": content["done"] = "The rule set is taken back."
        default: break
        }
        return pages.office("policy", title: "Policy", for: visit, content)
    }

    /// - Parameter problem: What is wrong with what was typed.
    private func show(
        _ part: PolicyEdit.Part, _ visit: Visit, _ problem: FormProblem? = nil
    ) async throws -> Response {
        let latest = try await store.read { [rulebook = store.rulebook] in
            try RuleSets($0, rulebook: rulebook).latest()
        }
        if case .rule(let kind) = part, latest.policy.rules[kind] == nil { throw HTTPError(.notFound) }
        let view = RuleView(part: part, latest: latest, today: visit.today, problem: problem, typed: visit.fields)
        return pages.office(
            part == .general ? "policy-general" : "policy-rule", title: "A rule", for: visit,
            status: problem == nil ? .ok : .unprocessableContent, view.content(for: visit.visitor))
    }

    private static func change(
        _ edit: PolicyEdit, by registrar: Registrar, _ rulebook: Rulebook
    ) throws -> PolicyChange {
        let latest = try RuleSets(registrar.session, rulebook: rulebook).latest()
        return try registrar.change(
            rulesTo: edit.policy(over: latest), effectiveOn: edit.effectiveOn(over: latest), open: edit.isForOpen)
    }

    private func preview(_ part: PolicyEdit.Part, _ visit: Visit) async throws -> Response {
        let edit = PolicyEdit(part: part, fields: visit.fields, today: visit.today)
        do {
            let change = try await store.foresee(visit) { [rulebook = store.rulebook] in
                try Self.change(edit, by: $0, rulebook)
            }.value
            guard change.isNew else {
                throw FormProblem(
                    "effective", "Nothing is different from the rules as they stand. Change something first.")
            }
            var content = PolicyChangeView(change: change).content
            content["action"] = part.path
            content["fields"] = visit.fields.filter { $0.key != "form-token" }.sorted { $0.key < $1.key }.map {
                ["name": $0.key, "value": $0.value]
            }
            return pages.office("policy-preview", title: "What would change", for: visit, content)
        } catch let problem as FormProblem { return try await show(part, visit, problem) }
    }

    private func apply(_ part: PolicyEdit.Part, _ visit: Visit) async throws -> Response {
        let edit = PolicyEdit(part: part, fields: visit.fields, today: visit.today)
        do {
            _ = try await store.change(visit) { [rulebook = store.rulebook] in
                try Self.change(edit, by: $0, rulebook)
            }
        } catch let problem as FormProblem { return try await show(part, visit, problem) }
        return .led(to: "/policy?done=applied")
    }
}
