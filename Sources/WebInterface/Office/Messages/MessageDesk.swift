import Conferences
import Hummingbird
import Persistence
import WorkingDays

/// What was sent and what waits, and what can still be done about it.
struct MessageDesk: Sendable {
    let store: OfficeStore
    let pages: Pages
    let backroom: Backroom

    var routes: [OfficeRoute] {
        [
            .get("/messages", needs: .readMessages) { try await list($0) },
            .get("/messages/:id", needs: .readMessages) { try await show($0) },
            .post("/messages/resend", needs: .changeMessages) { try await resendFailed($0) },
            .post("/messages/:id/resend", needs: .changeMessages) { visit in
                try await order(visit, "resend") { try OutboxOrders($0).resend($1, actor: visit.actor, now: visit.now) }
            },
            .post("/messages/:id/cancel", needs: .changeMessages) { visit in
                try await order(visit, "cancel") { try OutboxOrders($0).cancel($1, actor: visit.actor, now: visit.now) }
            },
            .post("/messages/:id/address", needs: .changeMessages) { try await correct($0) },
        ]
    }

    private func list(_ visit: Visit) async throws -> Response {
        let search = MessageSearch(visit)
        let filter: MessageReadings.Filter
        do { filter = try search.filter(AskedPeriod(visit)) } catch {
            return try await list(visit, search, nil, error)
        }
        return try await list(visit, search, filter, nil)
    }

    /// Sends all that failed at a destination once more.
    private func resendFailed(_ visit: Visit) async throws -> Response {
        let (destination, since): (String, CalendarDate)
        do {
            destination = try visit.needed("destination", orElse: "Choose what is sent once more.")
            since = try FormProblem.reading(
                "since", try visit.needed("since", orElse: "Enter the day of the first failure.")
            ) { try CalendarDate(iso: $0) }
            let failed = try await store.read { [now = visit.now] session in
                try FailedMessages(session).destinations(since: FailedView.start(now))
            }
            guard failed.contains(where: { $0.name == destination }) else {
                throw FormProblem("destination", "Choose one of the destinations at which messages have failed.")
            }
        } catch let error as FormProblem {
            return try await list(visit, MessageSearch(visit), MessageReadings.Filter(), error)
        }
        let resending = try await store.database.write { session in
            try FailedMessages(session).resend(
                destination, since: FailedView.midnight(since), actor: visit.actor, now: visit.now)
        }
        return Response.led(to: "/messages?resent=\(resending.messages.count)&left=\(resending.leftOut)")
    }

    /// - Parameter filter: `nil` where what was asked could not be understood.
    private func list(
        _ visit: Visit, _ search: MessageSearch, _ filter: MessageReadings.Filter?, _ problem: FormProblem?
    ) async throws -> Response {
        let view = try await store.read { session in
            MessageListView(
                search: search,
                lines: try filter.map { try MessageReadings(session).list($0, limit: MessageSearch.pageSize + 1) }?
                    .reversed() ?? [],
                outages: try Outages(session).open(), unread: try InboxReadings(session).unread(),
                failed: FailedView(
                    destinations: try FailedMessages(session).destinations(since: FailedView.start(visit.now)),
                    today: visit.today, typed: visit.fields),
                done: FailedView.sentence(resent: visit.asked("resent"), left: visit.asked("left")), problem: problem)
        }
        return pages.office(
            "messages", title: "Messages", for: visit, status: problem == nil ? .ok : .unprocessableContent,
            view.content(for: visit.visitor))
    }

    private func show(_ visit: Visit) async throws -> Response {
        var view = try await view(visit)
        view.done = MessageView.sentence(visit.asked("done"))
        return page(view, visit)
    }

    private func page(_ view: MessageView, _ visit: Visit, status: HTTPResponse.Status = .ok) -> Response {
        pages.office("message", title: "A message", for: visit, status: status, view.content(for: visit.visitor))
    }

    /// - Throws: `HTTPError` where no message, or more than one, begins so.
    private func view(_ visit: Visit) async throws -> MessageView {
        let (id, policy, knowsPeople) = (try id(visit), store.rulebook.policy, visit.visitor.may(.readDirectory))
        return try await store.read { session in
            let line = try Self.find(id, session)
            let reference = knowsPeople ? MessageWords(line: line).person : nil
            return MessageView(
                line: line, keys: try OutboxHistory(session).everything(in: line.id),
                history: try MessageHistory(session).entries(of: line.id),
                ticket: try Tickets(session).standing(of: line.id),
                person: try reference.flatMap {
                    try DirectoryReadings(session).people(only: $0, now: visit.now).first
                }, policy: policy)
        }
    }

    private func id(_ visit: Visit) throws -> String {
        let id = try visit.parameters.require("id")
        guard (8...32).contains(id.utf8.count), id.allSatisfy(\.isHexDigit) else { throw HTTPError(.notFound) }
        return id.lowercased()
    }

    private static func find(_ id: String, _ session: any DatabaseSession) throws -> MessageReadings.Line {
        let found = try MessageReadings(session).messages(beginning: id)
        guard found.count == 1 else { throw HTTPError(.notFound) }
        return found[0]
    }

    /// Carries an order out, and leads back to the message.
    private func order(
        _ visit: Visit, _ done: String,
        _ body: @escaping @Sendable (any DatabaseSession, String) throws -> Void
    ) async throws -> Response {
        let id = try id(visit)
        do {
            try await store.database.write { session in try body(session, Self.find(id, session).id) }
        } catch let refusal as OutboxOrders.Refusal {
            var view = try await view(visit)
            view.problem = FormProblem("orders", refusal.forReaders)
            return page(view, visit, status: .unprocessableContent)
        }
        return Response.led(to: "\(PagePath.ofMessage(id))?done=\(done)")
    }

    /// Records another address of whom it goes to, and sends it there: both, or neither.
    private func correct(_ visit: Visit) async throws -> Response {
        try visit.require(.changeDirectory)
        let id = try id(visit)
        do {
            let (email, mobile) = (try visit.needed("email", orElse: "Enter the address."), visit.typed("mobile"))
            let isSent = try await store.change(visit) { [backroom] registrar in
                let line = try Self.find(id, registrar.session)
                guard let reference = MessageWords(line: line).person,
                    let known = try registrar.person(reference)
                else { throw HTTPError(.notFound) }
                try registrar.record(
                    backroom.person(
                        ContactDetails(of: known, email: email, mobile: mobile)))
                return try Self.sendAgain(line.id, registrar, visit)
            }.value
            return Response.led(to: "\(PagePath.ofMessage(id))?done=\(isSent ? "address" : "recorded")")
        } catch let problem as FormProblem {
            var view = try await view(visit)
            (view.problem, view.typed) = (problem, visit.fields)
            return page(view, visit, status: .unprocessableContent)
        }
    }

    /// - Returns: `false` where nothing that it was about is owed any more.
    private static func sendAgain(_ id: String, _ registrar: Registrar, _ visit: Visit) throws -> Bool {
        do { try OutboxOrders(registrar.session).resend(id, actor: visit.actor, now: visit.now) } catch let refusal
            as OutboxOrders.Refusal
        {
            switch refusal {
            // An invitation leaves by itself once the contact is recorded anew.
            case .alreadyUnderWay: return true
            case .noLongerOwed, .wouldNotLeave: return false
            case .alreadySent, .alreadySettled, .onItsWay: throw refusal
            }
        }
        return true
    }
}

extension OutboxOrders.Refusal {
    /// Without the commands that its own words name.
    fileprivate var forReaders: String {
        switch self {
        case .alreadyUnderWay: "It waits to be sent already; there is nothing to send again."
        case .noLongerOwed: "Nothing that it was about is owed any more; it is not sent again."
        case .wouldNotLeave(_, let reason): "It is not sent again: \(reason)"
        case .alreadySent: "It has been sent; it cannot be taken back."
        case .alreadySettled(_, let state): "It is \(state); there is nothing to cancel."
        case .onItsWay: "It is with the server at this moment. Look again in a minute."
        }
    }
}
