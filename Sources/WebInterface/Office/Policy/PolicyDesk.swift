import Conferences
import Hummingbird
import Persistence
import WorkingDays

/// The rules in force, and how they are changed: previewed, dated, put in force.
struct PolicyDesk: Sendable {
    let store: OfficeStore
    let pages: Pages

    var routes: [OfficeRoute] {
        [.get("/policy", needs: .readRules) { try await show($0) }]
            + routes("/policy/:kind") { .rule(try Self.kind($0)) }
            + routes("/policy/:kind/end", needs: .changeRules) { .ending(try Self.kind($0)) }
            + routes("/policy-new", needs: .changeRules) { _ in .addition }
            + routes("/policy-general") { _ in .general }
            + routes("/policy-quoracy") { _ in .presence }
    }

    private static func kind(_ visit: Visit) throws -> ObligationKind {
        guard let kind = ObligationKind(rawValue: try visit.parameters.require("kind")) else {
            throw HTTPError(.notFound)
        }
        return kind
    }

    /// The page of a part of the rules, and the steps of changing it.
    private func routes(
        _ path: String, needs: Permission = .readRules,
        _ part: @escaping @Sendable (Visit) throws -> PolicyEdit.Part
    ) -> [OfficeRoute] {
        [
            .get(path, needs: needs) { try await show(part($0), $0, typed: [:]) },
            .post("\(path)/preview", needs: .changeRules) { try await preview(part($0), $0) },
            .post("\(path)/again", needs: .changeRules) { try await again(part($0), $0) },
            .post(path, needs: .changeRules) { try await apply(part($0), $0) },
        ]
    }

    private func show(_ visit: Visit) async throws -> Response {
        let view = try await store.read { [rulebook = store.rulebook] session in
            let rules = RuleSets(session, rulebook: rulebook)
            let inForce = try rules.inForce(on: visit.today)
            return PolicyView(
                shown: inForce, sets: try rules.all(), inForce: inForce.number, today: visit.today,
                exempt: try AgencyRegister(session).all().filter { $0.sharingExemption != nil },
                latest: try rules.latest())
        }
        var content = view.content(for: visit.visitor)
        switch visit.asked("done") {
        case "applied": content["done"] = "The change is made. It stands in the list of rule sets below."
        case "taken-back": content["done"] = "The rule set is taken back."
        default: break
        }
        return pages.office("policy", title: "Policy", for: visit, content)
    }

    // One part of the rules.

    /// - Parameters:
    ///   - typed: What the form held, where it comes back.
    ///   - problem: What is wrong with it.
    private func show(
        _ part: PolicyEdit.Part, _ visit: Visit, typed: [String: String], _ problem: FormProblem? = nil
    ) async throws -> Response {
        let page = try await store.read { [rulebook = store.rulebook] session in
            let rules = RuleSets(session, rulebook: rulebook)
            return PolicyPage(
                part: part, latest: try rules.latest(), sets: try rules.all(),
                agencies: part == .presence ? try AgencyRegister(session).all() : [],
                example: try part.kind.flatMap {
                    try visit.visitor.may(.readCases)
                        ? ObligationReadings(session).next(of: $0, from: visit.now) : nil
                })
        }
        guard let (template, title, content) = page.content(for: visit, typed: typed, problem) else {
            throw HTTPError(.notFound)
        }
        return pages.office(
            template, title: title, for: visit, status: problem == nil ? .ok : .unprocessableContent, content)
    }

    /// What was typed, as it was, or with a step more, fewer or moved.
    private func again(_ part: PolicyEdit.Part, _ visit: Visit) async throws -> Response {
        let typed = StepEdit(visit.typed("edit"))?.applied(to: visit.fields) ?? visit.fields
        return try await show(part, visit, typed: typed)
    }

    private static func change(
        _ edit: PolicyEdit, by registrar: Registrar, _ rulebook: Rulebook
    ) throws -> PolicyChange {
        let rules = RuleSets(registrar.session, rulebook: rulebook)
        let latest = try rules.latest()
        return try registrar.change(
            rulesTo: edit.policy(over: latest, rules.all()), effectiveOn: edit.effectiveOn(over: latest),
            open: edit.isForOpen)
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
        } catch let problem as FormProblem { return try await show(part, visit, typed: visit.fields, problem) }
    }

    private func apply(_ part: PolicyEdit.Part, _ visit: Visit) async throws -> Response {
        let edit = PolicyEdit(part: part, fields: visit.fields, today: visit.today)
        do {
            _ = try await store.change(visit) { [rulebook = store.rulebook] in
                try Self.change(edit, by: $0, rulebook)
            }
        } catch let problem as FormProblem { return try await show(part, visit, typed: visit.fields, problem) }
        return .led(to: "/policy?done=applied")
    }
}
