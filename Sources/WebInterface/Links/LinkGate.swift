import Conferences
import Hummingbird
import Persistence
import WorkingDays

/// Lets people in by their links, and by nothing else.
struct LinkGate: Sendable {
    let database: SQLiteDatabase
    let rulebook: Rulebook
    let now: @Sendable () -> Timestamp

    /// Bytes of a form.
    static let largestForm = 16 * 1024

    /// A genuine link that has not run out, for the length of one request.
    struct Pass: Sendable {
        let link: SignedLink
        let token: String
        let now: Timestamp

        var today: CalendarDate { EuropeLondon.local(now).date }
        /// Where its page is.
        var path: String { "/\(link.purpose.folder)/\(token)" }
    }

    /// - Parameter purpose: A link for anything else is none here.
    /// - Throws: ``ClosedLink`` when it has run out, `HTTPError` when it never was one.
    func pass(_ token: String, for purpose: SignedLink.Purpose) throws -> Pass {
        let now = now()
        do {
            let link = try LinkSigner(database.keys).link(of: token, now: now)
            guard link.purpose == purpose else { throw HTTPError(.notFound) }
            return Pass(link: link, token: token, now: now)
        } catch let fault as LinkSigner.Fault {
            switch fault {
            case .forged: throw HTTPError(.notFound)
            case .expired: throw ClosedLink(reason: .expired)
            }
        }
    }

    /// Reads what a link lets see. It is not entered in the trail: mail scanners open every link.
    ///
    /// - Throws: ``ClosedLink`` when it is good no more.
    func read<Value: Sendable>(
        by pass: Pass, _ body: @escaping @Sendable (Registrar) throws -> Value
    ) async throws -> Value {
        try await database.read { session in
            try body(checked(pass, Registrar(session, rulebook: rulebook, actor: "", now: pass.now)))
        }
    }

    /// Changes something in one transaction, in the name of whoever the link is for.
    ///
    /// - Parameter field: The part of the page that a refusal is about.
    /// - Throws: ``ClosedLink``, or ``AnswerProblem`` when a rule forbids it.
    func change<Value: Sendable>(
        by pass: Pass, field: String, _ body: @escaping @Sendable (Registrar) throws -> Value
    ) async throws -> Value {
        let actor = "\(pass.link.person) by link"
        return try await database.write { session in
            let registrar = try checked(
                pass, Registrar(session, rulebook: rulebook, actor: actor, now: pass.now))
            do {
                let value = try body(registrar)
                try registrar.finish()
                return value
            } catch let refusal as ConferenceRefusal {
                throw AnswerProblem(field: field, said: .refusal(RefusalWords(refusal)))
            } catch let refusal as DiscussionRefusal {
                throw AnswerProblem(field: field, said: .refusal(RefusalWords(refusal)))
            }
        }
    }

    func reader(_ pass: Pass, _ registrar: Registrar) throws -> LinkReader {
        LinkReader(
            language: try registrar.language(of: pass.link.person), list: try path(toListOf: pass, registrar))
    }

    /// Where all that is asked of whoever has a link stands; `nil` for somebody without an address.
    private func path(toListOf pass: Pass, _ registrar: Registrar) throws -> String? {
        guard let email = try registrar.email(of: pass.link.person) else { return nil }
        // The same for the whole of a day.
        let end = EuropeLondon.timestamp(
            on: pass.today.adding(days: Self.daysOfList), at: TimeOfDay(hour: 0, minute: 0)!)
        return path(.list(of: pass.link.person, email: email, expiresAt: end), from: pass)
    }

    /// Days for which the link to a list is good that stands on a page.
    private static let daysOfList = 31

    /// Where a link leads that a page shows to whoever came by another: it is good for no longer than that.
    func path(_ link: SignedLink, from pass: Pass) -> String {
        path(link.ending(by: pass.link.expiresAt), nonce: pass.token)
    }

    /// The address of somebody's calendar, which is the same wherever it is shown.
    func path(toCalendarOf person: PersonReference, email: String, now: Timestamp) -> String {
        path(.calendar(of: person, email: email, now: now), nonce: "every page") + ".ics"
    }

    private func path(_ link: SignedLink, nonce: String) -> String {
        "/\(link.purpose.folder)/\(LinkSigner(database.keys).token(of: link, in: nonce))"
    }

    private func checked(_ pass: Pass, _ registrar: Registrar) throws -> Registrar {
        if case .revoked(let why) = try InvitationLinks(registrar).standing(of: pass.link) {
            throw ClosedLink(
                reason: .revoked(why), isOfDiscussion: pass.link.isOfDiscussion,
                language: try registrar.language(of: pass.link.person))
        }
        return registrar
    }
}

extension SignedLink {
    fileprivate var isOfDiscussion: Bool { if case .discussion? = matter { true } else { false } }
}
