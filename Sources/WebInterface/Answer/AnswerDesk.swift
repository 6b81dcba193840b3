import Conferences
import Hummingbird
import Persistence
import WorkingDays

/// Where a practitioner's link leads: what they are asked, and their answers.
struct AnswerDesk: Sendable {
    let database: SQLiteDatabase
    let rulebook: Rulebook
    let pages: Pages
    let now: @Sendable () -> Timestamp

    /// Bytes of a form.
    private static let largestForm = 16 * 1024

    func add(to router: Router<PageContext>) {
        router.get("/a/:token") { request, context in
            try await show(
                context.parameters.require("token"), done: request.uri.queryParameters["done"].map(String.init))
        }
        router.post("/a/:token/:part") { request, context in
            guard let part = try AnswerForm.Part(rawValue: context.parameters.require("part")) else {
                throw HTTPError(.notFound)
            }
            let fields = try await PageForm.fields(of: request, upTo: Self.largestForm)
            return try await take(AnswerForm(part: part, fields: fields), by: context.parameters.require("token"))
        }
    }

    private func show(_ token: String, done: String?) async throws -> Response {
        let (link, now) = try (self.link(token), self.now())
        return try await database.read { session in
            let registrar = Registrar(session, rulebook: rulebook, actor: "", now: now)
            let view = AnswerView(
                facts: try facts(link, registrar), token: token, now: now, done: done.flatMap(AnswerForm.Part.init))
            return page(view)
        }
    }

    /// Carries the command out, and leads back to the page, so that loading it anew sends nothing twice.
    private func take(_ form: AnswerForm, by token: String) async throws -> Response {
        let (link, now) = try (self.link(token), self.now())
        do {
            try await database.write { session in
                let registrar = Registrar(session, rulebook: rulebook, actor: "\(link.person) by link", now: now)
                let facts = try facts(link, registrar)
                let view = AnswerView(facts: facts, token: token, now: now)
                do {
                    let command = try form.command(
                        for: link.number, by: link.person, today: EuropeLondon.local(now).date,
                        hasBeenDiscussed: view.hasBeenDiscussed)
                    try registrar.perform(command, on: facts.conference.reference)
                    try registrar.finish()
                } catch let problem as AnswerForm.Problem {
                    throw Refused(view: view, form: form, problem: problem)
                } catch let refusal as ConferenceRefusal {
                    throw Refused(
                        view: view, form: form,
                        problem: AnswerForm.Problem(field: form.part.rawValue, sentence: "\(refusal)"))
                }
            }
        } catch let refused as Refused { return page(refused.shown, status: .unprocessableContent) }
        return Response(status: .seeOther, headers: [.location: "/a/\(token)?done=\(form.part.rawValue)"])
    }

    /// Thrown through the transaction, of which nothing is kept then.
    private struct Refused: Error {
        let view: AnswerView
        let form: AnswerForm
        let problem: AnswerForm.Problem

        var shown: AnswerView {
            var view = view
            view.refused = (form, problem)
            return view
        }
    }

    private func page(_ view: AnswerView, status: HTTPResponse.Status = .ok) -> Response {
        pages.page("answer", title: "Your answer", status: status, view.content)
    }

    /// - Throws: ``ClosedLink`` when it is not good.
    private func link(_ token: String) throws -> SignedLink {
        do {
            let link = try LinkSigner(database.keys).link(of: token, now: now())
            guard link.purpose == .answer else { throw HTTPError(.notFound) }
            return link
        } catch let fault as LinkSigner.Fault {
            switch fault {
            case .forged: throw HTTPError(.notFound)
            case .expired: throw ClosedLink(.expired)
            }
        }
    }

    private func facts(_ link: SignedLink, _ registrar: Registrar) throws -> AnswerFacts {
        let links = InvitationLinks(registrar)
        switch try links.standing(of: link) {
        case .good: break
        case .revoked(let why): throw ClosedLink(.revoked(why))
        }
        guard let facts = try links.facts(for: link) else { throw ClosedLink(.revoked(.unknown)) }
        return facts
    }
}

/// A link that was good once.
struct ClosedLink: Error, Equatable {
    enum Reason: Equatable {
        case expired
        case revoked(LinkStanding.Revocation)
        /// A one-time link was used, replaced, or has run out.
        case used
    }

    let reason: Reason

    init(_ reason: Reason) { self.reason = reason }

    var notice: Notice {
        switch reason {
        case .expired:
            Notice(
                heading: "This link has run out",
                text:
                    "The conference it belongs to was some time ago. If something is still to be recorded, please ask for a new link."
            )
        case .revoked(.moved):
            Notice(
                heading: "The conference has moved",
                text: "You were asked anew for its new date: please use the link in the newest message.")
        case .revoked(.withdrawn):
            Notice(
                heading: "Nothing is asked of you any more", text: "Your invitation to this conference was withdrawn.")
        case .revoked(.cancelled):
            Notice(heading: "The conference was cancelled", text: "Nothing is asked of you for it any more.")
        case .revoked(.replaced):
            Notice(
                heading: "Somebody else has taken this place",
                text: "The invitation is now addressed to somebody else of your agency.")
        case .revoked(.unknown): Notice.of(.notFound)
        case .used:
            Notice(
                heading: "This link is good no more",
                text:
                    "It was used already, has run out, or was replaced by a newer one. If you have chosen a password, sign in with it; otherwise ask whoever manages the accounts for a new link."
            )
        }
    }
}
