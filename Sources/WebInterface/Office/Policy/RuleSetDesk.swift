import Conferences
import Hummingbird
import Persistence
import WorkingDays

/// One rule set, and how it is taken back before its day.
struct RuleSetDesk: Sendable {
    let store: OfficeStore
    let pages: Pages

    var routes: [OfficeRoute] {
        [
            .get("/policy-sets/:number", needs: .readRules) { try await show($0) },
            .get("/policy-sets/:number/take-back", needs: .changeRules) { try await preview($0) },
            .post("/policy-sets/:number/take-back", needs: .changeRules) { try await takeBack($0) },
        ]
    }

    private func number(_ visit: Visit) throws -> Int {
        guard let number = Int(try visit.parameters.require("number")) else { throw HTTPError(.notFound) }
        return number
    }

    private func show(_ visit: Visit) async throws -> Response {
        let number = try number(visit)
        let view = try await store.read { [rulebook = store.rulebook] session in
            let rules = RuleSets(session, rulebook: rulebook)
            guard let set = try rules.all().first(where: { $0.number == number }) else { throw HTTPError(.notFound) }
            return PolicyView(
                shown: set, sets: [], inForce: try rules.inForce(on: visit.today).number, today: visit.today,
                exempt: [], latest: try rules.latest())
        }
        return pages.office("policy-set", title: "A rule set", for: visit, view.content(for: visit.visitor))
    }

    private func preview(_ visit: Visit) async throws -> Response {
        let number = try number(visit)
        var content: [String: Any] = ["set": number, "action": "/policy-sets/\(number)/take-back"]
        do {
            let (change, later) = try await store.foresee(visit) { [rulebook = store.rulebook] registrar in
                let sets = try RuleSets(registrar.session, rulebook: rulebook).all()
                return (
                    try registrar.takeBack(ruleSet: number),
                    sets.filter { $0.number > number && $0.withdrawnAt == nil }.map(\.number)
                )
            }.value
            content["later"] = later.map { ["laterNumber": $0, "page": "/policy-sets/\($0)/take-back"] }.asTable
            content.merge(PolicyChangeView(change: change).content) { own, _ in own }
            content["mayTakeBack"] = true
            content["effective"] = change.before.effectiveOn.spelledOut
            return pages.office("policy-take-back", title: "Take a rule set back", for: visit, content)
        } catch let refusal as RuleSetRefusal { return try refused(refusal, content, visit) }
    }

    private func takeBack(_ visit: Visit) async throws -> Response {
        let number = try number(visit)
        do { _ = try await store.change(visit) { try $0.takeBack(ruleSet: number) } } catch let refusal
            as RuleSetRefusal
        { return try refused(refusal, ["set": number], visit) }
        return .led(to: "/policy?done=taken-back")
    }

    private func refused(_ refusal: RuleSetRefusal, _ content: [String: Any], _ visit: Visit) throws -> Response {
        if case .unknown = refusal { throw HTTPError(.notFound) }
        return pages.office(
            "policy-take-back", title: "Take a rule set back", for: visit, status: .unprocessableContent,
            content.merging(["problem": FormProblem("main", "\(refusal)").content]) { $1 })
    }
}
