import Conferences
import Hummingbird
import Persistence
import WorkingDays

/// Where somebody sees all that is asked of them. Nothing is done here: each thing has its own page.
struct ListDesk: Sendable {
    let gate: LinkGate
    let pages: Pages
    /// What links begin with, without a slash at the end.
    let address: String

    /// Days for which what has been is still listed.
    private static let daysBack = 90

    func add(to router: Router<PageContext>) {
        router.get("/l/:token") { request, context in
            try await show(
                gate.pass(context.parameters.require("token"), for: .list),
                done: request.uri.queryParameters["done"].map(String.init))
        }
    }

    /// - Parameter done: What was recorded just now, on a page that is no longer the reader's.
    private func show(_ pass: LinkGate.Pass, done: String?) async throws -> Response {
        let person = pass.link.person
        let (list, email, reader) = try await gate.read(by: pass) { registrar in
            let list = PersonalList(
                engagements: try EngagementReadings(registrar).engagements(
                    of: person, from: pass.today.adding(days: -Self.daysBack)),
                owed: try DirectoryReadings(registrar).asked(of: person, now: pass.now))
            return (list, try registrar.email(of: person) ?? "", try gate.reader(pass, registrar))
        }
        let calendar = gate.path(toCalendarOf: person, email: email, now: pass.now)
        let linked = LinkedPage(pages, pass, reader)
        let view = ListView(
            list: list, words: linked.words, today: pass.today, calendar: address + calendar,
            done: done == AnswerForm.Part.name.rawValue
        ) { gate.path($0.link(sentTo: email), from: pass) }
        return linked.response("list", title: .listTitle, view.content)
    }
}
