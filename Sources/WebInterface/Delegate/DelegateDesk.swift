import Conferences
import Hummingbird
import Persistence

/// Where a delegate's link leads: for whom they stand in, and whether they do.
struct DelegateDesk: Sendable {
    let gate: LinkGate
    let pages: Pages

    func add(to router: Router<PageContext>) {
        router.get("/d/:token") { request, context in
            try await show(
                gate.pass(context.parameters.require("token"), for: .delegate),
                done: request.uri.queryParameters["done"].map(String.init))
        }
        router.post("/d/:token") { request, context in
            let fields = try await PageForm.fields(of: request, upTo: LinkGate.largestForm)
            return try await take(
                DelegateForm(fields: AnswerFields(fields)),
                by: gate.pass(context.parameters.require("token"), for: .delegate))
        }
    }

    private func show(_ pass: LinkGate.Pass, done: String?) async throws -> Response {
        do {
            let (linked, found) = try await view(pass)
            var view = found
            view.isDone = done == "yes" && view.facts.delegate.acceptedOn != nil
            return page(linked, view)
        } catch let closed as ClosedLink where closed.reason == .revoked(.stoodDown) && done == "no" {
            return pages.reading(closed.language).notice(.declined, status: .ok)
        }
    }

    private func take(_ form: DelegateForm, by pass: LinkGate.Pass) async throws -> Response {
        do {
            try await gate.change(by: pass, field: "standsIn") { registrar in
                let facts = try Self.facts(pass, registrar)
                let isAccepted = facts.delegate.acceptedOn != nil
                // Said twice, it stands as it was said first.
                if isAccepted, try form.answer() == .standsIn { return }
                let command = try form.command(for: pass.link.number, today: pass.today)
                try registrar.perform(command, on: facts.conference.reference)
            }
        } catch let problem as AnswerProblem {
            let (linked, found) = try await view(pass)
            var view = found
            view.refused = (form, problem)
            return page(linked, view, status: .unprocessableContent)
        }
        let said = try form.answer() == .standsIn ? "yes" : "no"
        return Response(status: .seeOther, headers: [.location: "\(pass.path)?done=\(said)"])
    }

    private func view(_ pass: LinkGate.Pass) async throws -> (LinkedPage, DelegateView) {
        let (facts, reader) = try await gate.read(by: pass) { registrar in
            (try Self.facts(pass, registrar), try gate.reader(pass, registrar))
        }
        let linked = LinkedPage(pages, pass, reader)
        return (linked, DelegateView(facts: facts, words: linked.words, action: pass.path, list: reader.list))
    }

    private func page(_ linked: LinkedPage, _ view: DelegateView, status: HTTPResponse.Status = .ok) -> Response {
        linked.response("delegate", title: .delegateTitle, status: status, view.content)
    }

    private static func facts(_ pass: LinkGate.Pass, _ registrar: Registrar) throws -> DelegateFacts {
        guard let facts = try InvitationLinks(registrar).delegateFacts(for: pass.link) else {
            throw ClosedLink(reason: .revoked(.unknown))
        }
        return facts
    }
}
