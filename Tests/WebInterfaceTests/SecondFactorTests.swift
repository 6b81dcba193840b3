import Conferences
import HTTPTypes
import Hummingbird
import TestValues
import Testing

@testable import Persistence
@testable import WebInterface

@Suite("Signing in with a second factor")
struct SecondFactorTests {
    /// A browser as far as these tests need one.
    private final class Browser {
        let fixture: PageFixture
        private(set) var cookies: [String: String] = [:]
        private(set) var last: [String] = []

        init(_ fixture: PageFixture) { self.fixture = fixture }

        func ask(_ method: HTTPRequest.Method, _ path: String, _ form: [String: String] = [:]) async throws -> Response
        {
            var form = form
            if method == .post { form["form-token"] = cookies["__Host-quorate-form"] }
            let header = cookies.map { "\($0)=\($1)" }.joined(separator: "; ")
            let answer = try await fixture.ask(method, path, headers: [.cookie: header], form: form)
            last = answer.headers[values: .setCookie]
            for cookie in last {
                let parts = cookie.split(separator: ";")[0].split(
                    separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
                cookies[String(parts[0])] = parts[1].isEmpty ? nil : String(parts[1])
            }
            return answer
        }

        func signIn(_ name: AccountName) async throws -> String? {
            _ = try await ask(.get, "/sign-in")
            return try await ask(.post, "/sign-in", ["name": name.text, "password": PageFixture.password])
                .headers[.location]
        }

        /// Whether a page behind the sign-in opens.
        func isIn() async throws -> Bool { try await ask(.get, "/account").status == .ok }
    }

    private func browser(requiring: Bool) async throws -> Browser {
        let fixture = try PageFixture(rules: SignIn.Rules(requiresSecondFactor: requiring))
        try await fixture.addAccounts()
        return Browser(fixture)
    }

    private static let name = PageFixture.name(.auditor)

    private func code(_ secret: TimeCode, steps: Int64 = 0) -> String {
        secret.code(at: TimeCode.step(at: PageFixture.now) + steps)
    }

    @Test("opens nothing before the code, and takes none twice")
    func code() async throws {
        let browser = try await browser(requiring: false)
        let secret = TimeCode()
        let recovery = try #require(
            try await browser.fixture.database.write {
                try SecondFactor($0, of: Self.name, now: PageFixture.now).turnOn(secret, step: 0)
            })
        #expect(try await browser.signIn(Self.name) == "/sign-in/code")
        let pending = browser.cookies["__Host-quorate"]
        #expect(try await !browser.isIn())
        let page = try await browser.ask(.get, "/sign-in/code")
        #expect(page.status == .ok)
        #expect(try await browser.ask(.post, "/sign-in/code", ["code": "000000"]).status == .unprocessableContent)
        let answer = try await browser.ask(.post, "/sign-in/code", ["code": code(secret)])
        #expect(answer.headers[.location] == "/" && browser.cookies["__Host-quorate"] != pending)
        #expect(try await browser.isIn())
        let other = Browser(browser.fixture)
        #expect(try await other.signIn(Self.name) == "/sign-in/code")
        _ = try await other.ask(.get, "/sign-in/code")
        #expect(try await other.ask(.post, "/sign-in/code", ["code": code(secret)]).status == .unprocessableContent)
        #expect(try await other.ask(.post, "/sign-in/code", ["code": recovery[0]]).headers[.location] == "/")
        #expect(try await other.isIn())
    }

    @Test("slows guessing of codes down, whatever the password")
    func guessing() async throws {
        let browser = try await browser(requiring: false)
        let secret = TimeCode()
        _ = try await browser.fixture.database.write {
            try SecondFactor($0, of: Self.name, now: PageFixture.now).turnOn(secret, step: 0)
        }
        _ = try await browser.signIn(Self.name)
        _ = try await browser.ask(.get, "/sign-in/code")
        for _ in 1...5 { _ = try await browser.ask(.post, "/sign-in/code", ["code": "000000"]) }
        #expect(try await browser.ask(.post, "/sign-in/code", ["code": code(secret)]).status == .unprocessableContent)
        #expect(try await !browser.isIn())
    }

    @Test("is set up before anything else where it is required")
    func required() async throws {
        let browser = try await browser(requiring: true)
        #expect(try await browser.signIn(Self.name) == "/sign-in/second-factor")
        #expect(try await !browser.isIn())
        #expect(try await browser.ask(.get, "/sign-in/code").headers[.location] == "/sign-in")
        #expect(try await browser.ask(.get, "/sign-in/second-factor").status == .ok)
        let secret = TimeCode()
        let wrong = ["secret": secret.text, "code": "000000"]
        #expect(try await browser.ask(.post, "/sign-in/second-factor", wrong).status == .unprocessableContent)
        #expect(try await !browser.isIn())
        let right = ["secret": secret.text, "code": code(secret)]
        #expect(try await browser.ask(.post, "/sign-in/second-factor", right).status == .ok)
        #expect(try await browser.isIn())
        let other = Browser(browser.fixture)
        #expect(try await other.signIn(Self.name) == "/sign-in/code")
    }

    @Test("and without one sets cookies that only this host, HTTPS and no script can have")
    func cookies() async throws {
        let browser = try await browser(requiring: false)
        #expect(try await browser.signIn(Self.name) == "/")
        let session = try #require(browser.last.first { $0.hasPrefix("__Host-quorate=") })
        for attribute in ["; Path=/", "; Secure", "; HttpOnly", "; SameSite=Lax"] {
            #expect(session.contains(attribute))
        }
        #expect(!session.contains("Domain") && browser.last.allSatisfy { $0.hasPrefix("__Host-") })
        // A cookie of the plain name, which a neighbouring host could set, is nobody's.
        let value = try #require(browser.cookies["__Host-quorate"])
        let answer = try await browser.fixture.ask(.get, "/account", headers: [.cookie: "quorate=\(value)"])
        #expect(answer.status == .seeOther)
    }
}
