import Conferences
import Foundation
import HTTPTypes
import Hummingbird
import Persistence
import WorkingDays

/// One page for people with an account, or one thing that a form does.
///
/// Every such page is added as one of these, so that what it needs is said once, asked in one place, and can be walked
/// through by a test.
struct OfficeRoute: Sendable {
    let method: HTTPRequest.Method
    /// With `:name` for what varies.
    let path: String
    /// Any of these is enough; every account has some.
    let needs: Set<Permission>
    /// Whether a whole list may come with it.
    var takesLists = false
    let answer: @Sendable (Visit) async throws -> Response

    static func get(
        _ path: String, needs: Permission..., answer: @escaping @Sendable (Visit) async throws -> Response
    ) -> OfficeRoute {
        OfficeRoute(method: .get, path: path, needs: Set(needs), answer: answer)
    }

    static func post(
        _ path: String, needs: Permission..., answer: @escaping @Sendable (Visit) async throws -> Response
    ) -> OfficeRoute {
        OfficeRoute(method: .post, path: path, needs: Set(needs), answer: answer)
    }
}

/// A request of somebody who may make it.
struct Visit: Sendable {
    let visitor: Visitor
    /// What their browser is known by.
    let token: SecretToken
    let now: Timestamp
    /// The path as it was asked for.
    let path: String
    let parameters: Parameters
    /// What stands behind the question mark.
    let query: [String: String]
    /// What a form sent; empty for what only looks.
    let fields: [String: String]

    var today: CalendarDate { EuropeLondon.local(now).date }
    func number(_ name: String) throws -> Int {
        guard let number = parameters.get(name, as: Int.self) else { throw HTTPError(.notFound) }
        return number
    }

    /// As the trail names who did it.
    var actor: String { "user/\(visitor.account)" }
}

/// The pages behind the sign-in.
struct Office: Sendable {
    let pages: Pages
    let backroom: Backroom
    let now: @Sendable () -> Timestamp
    let routes: [OfficeRoute]

    init(rulebook: Rulebook, pages: Pages, backroom: Backroom, frame: SignInFrame) {
        (self.pages, self.backroom) = (pages, backroom)
        now = frame.now
        let store = OfficeStore(database: frame.database, rulebook: rulebook)
        routes = [
            [Navigation.start],
            TodayDesk(store: store, pages: pages, now: frame.now).routes,
            MeasuresDesk(store: store, pages: pages).routes,
            ChaseDesk(store: store, pages: pages).routes,
            ConferenceListDesk(store: store, pages: pages).routes,
            SchedulingDesk(store: store, pages: pages).routes,
            RequestDesk(store: store, pages: pages).routes,
            MovingDesk(store: store, pages: pages).routes,
            RegisterDesk(store: store, pages: pages).routes,
            ConferenceDesk(store: store, pages: pages).routes,
            DiscussionDesk(store: store, pages: pages).routes,
            OwnAgencyDesk(store: store, pages: pages).routes,
            MessageDesk(store: store, pages: pages, backroom: backroom).routes,
            InboxDesk(store: store, pages: pages).routes,
            PersonDesk(store: store, pages: pages, backroom: backroom).routes,
            AgencyDesk(store: store, pages: pages).routes,
            ExplanationDesk(store: store, pages: pages).routes,
            TrailDesk(store: store, pages: pages).routes,
            PolicyDesk(store: store, pages: pages).routes,
            RuleSetDesk(store: store, pages: pages).routes,
            SilenceDesk(store: store, pages: pages).routes,
            CalendarDesk(store: store, pages: pages).routes,
            TemplateDesk(store: store, pages: pages, backroom: backroom).routes,
            ImportDesk(store: store, pages: pages, backroom: backroom).routes,
            UsersDesk(store: store, pages: pages, address: pages.address).routes,
            AccountDesk(frame: frame).routes,
        ].flatMap { $0 }
    }

    /// Bytes of a form; the register of a large conference, or a policy, is the longest.
    private static let largestForm = 256 * 1024
    /// Of one that brings a list in.
    private static let largestList = 8 * 1024 * 1024

    func add(to router: Router<PageContext>) {
        for route in routes {
            router.on(RouterPath(route.path), method: route.method) { request, context in
                try await answer(request, context, by: route)
            }
        }
    }

    private func answer(_ request: Request, _ context: PageContext, by route: OfficeRoute) async throws -> Response {
        guard let visitor = context.visitor, let token = context.signedIn?.token else { return Self.signIn(request) }
        var fields: [String: String] = [:]
        if route.method == .post {
            fields = try await PageForm.fields(
                of: request, upTo: route.takesLists ? Self.largestList : Self.largestForm, uploaded: backroom.uploaded)
            guard PageForm.same(fields["form-token"], visitor.formToken) else { throw HTTPError(.forbidden) }
        }
        let visit = Visit(
            visitor: visitor, token: token, now: now(), path: request.uri.path, parameters: context.parameters,
            query: Dictionary(
                request.uri.queryParameters.map { (String($0.key), String($0.value)) }, uniquingKeysWith: { $1 }),
            fields: fields)
        do {
            guard route.needs.contains(where: visitor.may) else { throw NotAllowed() }
            return try await route.answer(visit)
        } catch is NotAllowed {
            return pages.officeNotice(.notAllowed, for: visit, status: .forbidden)
        } catch let error as HTTPError where error.status == .notFound {
            return pages.officeNotice(.nothingHere, for: visit, status: .notFound)
        }
    }

    /// Leads to the page that asks who it is, and from there back to what was asked for, unless that changes something.
    private static func signIn(_ request: Request) -> Response {
        let wanted = request.method == .get && request.uri.path != "/" ? request.uri.string : nil
        let back = wanted.flatMap { $0.addingPercentEncoding(withAllowedCharacters: .alphanumerics) }
        return Response(status: .seeOther, headers: [.location: "/sign-in" + (back.map { "?to=\($0)" } ?? "")])
    }
}

/// A page that the visitor's roles do not open.
struct NotAllowed: Error {}
