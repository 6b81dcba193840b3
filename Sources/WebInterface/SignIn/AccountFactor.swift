import Conferences
import Hummingbird
import Persistence
import WorkingDays

// The second factor of one's own account.
extension AccountDesk {
    /// The page says the key, and its form sends it back: nothing is stored before the app has shown that it has it.
    func propose(
        _ code: TimeCode, _ visit: Visit, problem: SignInFrame.Problem? = nil
    ) async throws -> Response {
        let account = try await account(visit)
        guard !account.hasSecondFactor else {
            return Response(status: .seeOther, headers: [.location: "/account"])
        }
        var content = frame.pages.proposal(code, account: account.name)
        content["refusal"] = problem.map { ["field": $0.field, "sentence": $0.sentence] }
        if let problem { content["\(problem.field)Problem"] = problem.sentence }
        return frame.pages.office(
            "second-factor", title: problem == nil ? "Second factor" : "Error: Second factor", for: visit,
            status: problem == nil ? .ok : .unprocessableContent, content)
    }

    func turnOn(_ visit: Visit) async throws -> Response {
        let account = try await account(visit)
        let code = TimeCode(text: visit.fields["secret"] ?? "") ?? TimeCode()
        guard !account.hasSecondFactor, !account.isProvided else { throw HTTPError(.conflict) }
        guard let step = code.step(of: visit.fields["code"] ?? "", now: frame.worldNow(), after: nil) else {
            return try await propose(code, visit, problem: .wrongCode)
        }
        do { try await requirePassword(visit, of: account.name, in: "password") } catch let problem
            as SignInFrame.Problem
        { return try await propose(code, visit, problem: problem) }
        let codes = try await frame.database.write {
            try SecondFactor($0, of: account.name, now: visit.now).turnOn(code, step: step)
        }
        guard let codes else { throw HTTPError(.conflict) }
        return shown(codes)
    }

    func turnOff(_ visit: Visit) async throws -> Response {
        let account = try await account(visit)
        guard account.hasSecondFactor, !frame.rules.requiresSecondFactor else { throw HTTPError(.conflict) }
        do { try await requirePassword(visit, of: account.name, in: "offPassword") } catch let problem
            as SignInFrame.Problem
        { return try await show(visit, problem: problem) }
        try await frame.database.write { try SecondFactor($0, of: account.name, now: visit.now).turnOff() }
        return Response(status: .seeOther, headers: [.location: "/account?done=second-factor-off"])
    }

    func makeRecoveryCodes(_ visit: Visit) async throws -> Response {
        let account = try await account(visit)
        guard account.hasSecondFactor else { throw HTTPError(.conflict) }
        do { try await requirePassword(visit, of: account.name, in: "codesPassword") } catch let problem
            as SignInFrame.Problem
        { return try await show(visit, problem: problem) }
        return shown(
            try await frame.database.write {
                try SecondFactor($0, of: account.name, now: visit.now).makeRecoveryCodes()
            })
    }

    /// The one page that answers a form directly: what it shows is nowhere to be looked up again.
    private func shown(_ codes: [String]) -> Response {
        frame.pages.page("recovery-codes", title: "Your recovery codes", ["codes": codes, "next": "/account"])
    }
}
