import Conferences
import Hummingbird
import Persistence

/// Where the link of a strategy discussion's participant leads: have the minutes come, and what does the agenda ask?
struct MinutesDesk: Sendable {
    let gate: LinkGate
    let pages: Pages

    func add(to router: Router<PageContext>) {
        router.get("/m/:token") { request, context in
            try await show(
                gate.pass(context.parameters.require("token"), for: .minutes),
                done: request.uri.queryParameters["done"].map(String.init))
        }
        router.post("/m/:token/:part") { request, context in
            guard let part = try MinutesForm.Part(rawValue: context.parameters.require("part")) else {
                throw HTTPError(.notFound)
            }
            let fields = try await PageForm.fields(of: request, upTo: LinkGate.largestForm)
            return try await take(
                MinutesForm(part: part, fields: AnswerFields(fields)),
                by: gate.pass(context.parameters.require("token"), for: .minutes))
        }
    }

    private func show(_ pass: LinkGate.Pass, done: String?) async throws -> Response {
        let (linked, found) = try await view(pass)
        var view = found
        view.done = done.flatMap(MinutesForm.Part.init)
        return page(linked, view)
    }

    private func take(_ form: MinutesForm, by pass: LinkGate.Pass) async throws -> Response {
        do {
            try await gate.change(by: pass, field: form.part.field) { registrar in
                let discussion = try Self.facts(pass, registrar).discussion.reference
                try registrar.perform(form.command(for: pass.link.number, today: pass.today), on: discussion)
            }
        } catch let problem as AnswerProblem {
            let (linked, found) = try await view(pass)
            var view = found
            view.refused = (form, problem)
            return page(linked, view, status: .unprocessableContent)
        }
        return Response(status: .seeOther, headers: [.location: "\(pass.path)?done=\(form.part.rawValue)"])
    }

    private func view(_ pass: LinkGate.Pass) async throws -> (LinkedPage, MinutesView) {
        let (facts, reader) = try await gate.read(by: pass) { registrar in
            (try Self.facts(pass, registrar), try gate.reader(pass, registrar))
        }
        let linked = LinkedPage(pages, pass, reader)
        let view = MinutesView(
            facts: facts, words: linked.words, action: pass.path, list: reader.list, today: pass.today)
        return (linked, view)
    }

    private func page(_ linked: LinkedPage, _ view: MinutesView, status: HTTPResponse.Status = .ok) -> Response {
        linked.response("minutes", title: .minutesTitle, status: status, view.content)
    }

    private static func facts(_ pass: LinkGate.Pass, _ registrar: Registrar) throws -> MinutesFacts {
        guard let facts = try InvitationLinks(registrar).minutesFacts(for: pass.link) else {
            throw ClosedLink(reason: .revoked(.unknown))
        }
        return facts
    }
}

extension MinutesForm.Part {
    /// What a refusal is about.
    fileprivate var field: String {
        switch self {
        case .received: "receivedOn"
        case .missing: "missing"
        case .flag: "area"
        }
    }
}
