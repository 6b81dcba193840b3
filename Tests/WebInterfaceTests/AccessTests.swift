import Conferences
import Foundation
import HTTPTypes
import Hummingbird
import Persistence
import TestPeers
import TestValues
import Testing

@testable import WebInterface

@Suite("Who may do what")
struct AccessTests {
    /// What an answer to somebody means.
    enum Answer: Equatable {
        case allowed, refused, askedToSignIn

        init(_ response: Response) {
            switch (response.status, response.headers[.location]) {
            case (.forbidden, _): self = .refused
            case (.seeOther, let place?) where place == "/sign-in" || place.hasPrefix("/sign-in?to="):
                self = .askedToSignIn
            default: self = .allowed
            }
        }
    }

    /// A path with nothing in particular in the place of what varies.
    private static func path(_ route: OfficeRoute) -> String {
        route.path.split(separator: "/", omittingEmptySubsequences: false)
            .map { $0.hasPrefix(":") ? "nothing-there" : String($0) }.joined(separator: "/")
    }

    private static func ask(_ route: OfficeRoute, as role: Role?, of fixture: PageFixture) async throws -> Answer {
        guard let role else { return Answer(try await fixture.ask(route.method, path(route))) }
        let (cookie, token) = try await fixture.signIn(role)
        return Answer(
            try await fixture.ask(route.method, path(route), headers: cookie, form: ["form-token": token]))
    }

    @Test("is what the roles' permissions say, for every page, every form and every role")
    func everyRoute() async throws {
        let fixture = try PageFixture()
        try await fixture.addAccounts()
        for route in fixture.pages.officeRoutes {
            #expect(
                try await Self.ask(route, as: nil, of: fixture) == .askedToSignIn,
                "\(route.method) \(route.path), nobody")
            for role in Role.allCases {
                let isAllowed = !role.permissions.isDisjoint(with: route.needs)
                #expect(
                    try await Self.ask(route, as: role, of: fixture) == (isAllowed ? .allowed : .refused),
                    "\(route.method) \(route.path), \(role)")
            }
        }
    }

    @Test("stands in docs/access.md, line by line, as the pages answer")
    func written() async throws {
        let fixture = try PageFixture()
        try await fixture.addAccounts()
        var rows: [String] = []
        for route in fixture.pages.officeRoutes {
            var cells: [String] = []
            for role in Role.allCases {
                cells.append(try await Self.ask(route, as: role, of: fixture) == .allowed ? "yes" : "–")
            }
            rows.append("| `\(route.method) \(route.path)` | \(cells.joined(separator: " | ")) |")
        }
        let page = try String(contentsOfFile: Locations.repository + "/docs/access.md", encoding: .utf8)
        let written = page.split(separator: "\n").map(String.init).filter {
            $0.hasPrefix("| `GET ") || $0.hasPrefix("| `POST ")
        }
        let (lacking, surplus) = (rows.filter { !written.contains($0) }, written.filter { !rows.contains($0) })
        #expect(
            lacking.isEmpty && surplus.isEmpty,
            "docs/access.md lacks:\n\(lacking.joined(separator: "\n"))\nand has wrongly:\n\(surplus.joined(separator: "\n"))"
        )
    }

    @Test("leaves open without signing in only what is listed here")
    func open() throws {
        let fixture = try PageFixture()
        let office = Set(fixture.pages.officeRoutes.map { "\($0.method) \($0.path)" })
        let open = fixture.pages.router.routes.filter { $0.method != .head }
            .map { "\($0.method) \($0.path)".replacing("{", with: ":").replacing("}", with: "") }.filter {
                !office.contains($0) && !$0.hasPrefix("GET /style-") && !$0.hasPrefix("GET /choosing-")
            }
        #expect(open.sorted() == Self.openRoutes.sorted())
    }

    private static let openRoutes = [
        "GET /health", "GET /a/:token", "POST /a/:token/:part", "GET /d/:token", "POST /d/:token", "GET /m/:token",
        "POST /m/:token/:part", "GET /l/:token", "GET /t/:code", "GET /c/:file", "POST /language/:folder/:token",
        "GET /sign-in", "POST /sign-in",
        "GET /sign-in/code",
        "POST /sign-in/code", "GET /sign-in/second-factor", "POST /sign-in/second-factor", "GET /set-up/:token",
        "POST /set-up/:token",
    ]

    @Test("shows a system operator no case, and quality assurance and auditors none either")
    func noCases() {
        let cases: Set<Permission> = [.readCases, .readChairedCases, .readAgencyCases, .changeCases, .chairCases]
        for role in [Role.operator, .qualityAssurance, .auditor] {
            #expect(role.permissions.isDisjoint(with: cases), "\(role)")
        }
    }

    @Test("is asked anew at each page: a role that was taken away opens nothing more")
    func atOnce() async throws {
        let fixture = try PageFixture()
        try await fixture.addAccounts()
        let (cookie, _) = try await fixture.signIn(.administrator)
        #expect(try await fixture.ask(.get, "/users", headers: cookie).status == .ok)
        try await fixture.database.write {
            try AccountRegister($0, actor: "tester", now: PageFixture.now).change(
                PageFixture.name(.administrator), to: AccountDetails(displayName: "Anna", roles: [.auditor]))
        }
        #expect(try await fixture.ask(.get, "/users", headers: cookie).status == .forbidden)
        try await fixture.database.write {
            try AccountRegister($0, actor: "tester", now: PageFixture.now).disable(PageFixture.name(.administrator))
        }
        #expect(try await fixture.ask(.get, "/users", headers: cookie).status == .seeOther)
    }

    @Test("is not decided by a form that lacks its token, or carries another's")
    func tokens() async throws {
        let fixture = try PageFixture()
        try await fixture.addAccounts()
        let (cookie, _) = try await fixture.signIn(.administrator)
        let (_, other) = try await fixture.signIn(.operator)
        for form in [[:], ["form-token": ""], ["form-token": other]] {
            let answer = try await fixture.ask(.post, "/users/auditor/disable", headers: cookie, form: form)
            #expect(answer.status == .forbidden)
        }
        let state = try await fixture.database.read {
            try AccountRegister($0, actor: "", now: PageFixture.now).account("auditor")?.state
        }
        #expect(state == .active)
    }
}
