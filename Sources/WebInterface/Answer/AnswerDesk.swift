import Conferences
import Hummingbird
import Persistence

/// Where an invitee's link leads: what they are asked, and their answers.
struct AnswerDesk: Sendable {
    let gate: LinkGate
    let pages: Pages

    func add(to router: Router<PageContext>) {
        router.get("/a/:token") { request, context in
            try await show(
                gate.pass(context.parameters.require("token"), for: .answer),
                done: request.uri.queryParameters["done"].map(String.init))
        }
        router.post("/a/:token/:part") { request, context in
            guard let part = try AnswerForm.Part(rawValue: context.parameters.require("part")) else {
                throw HTTPError(.notFound)
            }
            let fields = try await PageForm.fields(of: request, upTo: LinkGate.largestForm)
            return try await take(
                AnswerForm(part: part, fields: AnswerFields(fields)),
                by: gate.pass(context.parameters.require("token"), for: .answer))
        }
    }

    private func show(_ pass: LinkGate.Pass, done: String?) async throws -> Response {
        let (linked, view) = try await view(pass, done: done.flatMap(AnswerForm.Part.init))
        return page(linked, view)
    }

    /// Carries the command out, and leads back to the page, so that loading it anew sends nothing twice.
    private func take(_ form: AnswerForm, by pass: LinkGate.Pass) async throws -> Response {
        let back: String
        do {
            back = try await gate.change(by: pass, field: form.part.rawValue) { registrar in
                let facts = try Self.facts(pass, registrar)
                guard form.part.isAsked(of: facts.invitation) else { throw HTTPError(.notFound) }
                let command = try form.command(
                    for: pass.link.number, by: pass.link.person, today: pass.today,
                    hasBeenDiscussed: facts.hasBeenDiscussed)
                try registrar.perform(command, on: facts.conference.reference)
                // A lead who has named somebody else is asked here no more.
                guard form.part == .name, try form.invitee() != pass.link.person else { return pass.path }
                return try gate.reader(pass, registrar).list ?? pass.path
            }
        } catch let problem as AnswerProblem {
            let (linked, view) = try await view(pass, refused: (form, problem))
            return page(linked, view, status: .unprocessableContent)
        }
        return Response(status: .seeOther, headers: [.location: "\(back)?done=\(form.part.rawValue)"])
    }

    private func view(
        _ pass: LinkGate.Pass, done: AnswerForm.Part? = nil, refused: (AnswerForm, AnswerProblem)? = nil
    ) async throws -> (LinkedPage, AnswerView) {
        let (facts, reader) = try await gate.read(by: pass) { registrar in
            (try Self.facts(pass, registrar), try gate.reader(pass, registrar))
        }
        let linked = LinkedPage(pages, pass, reader)
        let view = AnswerView(
            facts: facts, words: linked.words, action: pass.path, list: reader.list, now: pass.now, done: done,
            refused: refused)
        return (linked, view)
    }

    private func page(_ linked: LinkedPage, _ view: AnswerView, status: HTTPResponse.Status = .ok) -> Response {
        linked.response("answer", title: .answerTitle, status: status, view.content)
    }

    private static func facts(_ pass: LinkGate.Pass, _ registrar: Registrar) throws -> AnswerFacts {
        guard let facts = try InvitationLinks(registrar).facts(for: pass.link) else {
            throw ClosedLink(reason: .revoked(.unknown))
        }
        return facts
    }
}
