import Conferences
import HTTPTypes
import Hummingbird
import Persistence
import TestValues
import Testing
import WorkingDays

@testable import WebInterface

@Suite("What somebody reads behind a link")
struct LanguageDeskTests {
    /// The link to a person's list, good for so many seconds from now.
    private func list(
        _ fixture: PageFixture, of person: PersonReference = "P-1", for seconds: Int = 86_400
    ) async throws -> String {
        let (rulebook, now, keys) = (fixture.rulebook, PageFixture.now, fixture.database.keys)
        return try await fixture.database.read { session in
            let registrar = Registrar(session, rulebook: rulebook, actor: "", now: now)
            let link = SignedLink.list(
                of: person, email: try registrar.email(of: person) ?? "", expiresAt: now.adding(seconds: seconds))
            return "/l/" + LinkSigner(keys).token(of: link, in: "m-1")
        }
    }

    private func language(_ fixture: PageFixture) async throws -> (ReadingLanguage?, [String]) {
        try await fixture.database.read { session in
            (
                try DirectoryReadings(session).people(only: "P-1", now: PageFixture.now).first?.language,
                try EventLog(session).entries(of: "person/P-1").map { "\($0.kind) by \($0.actor)" }
            )
        }
    }

    @Test("is chosen by a button there, and is what the pages and the directory say from then on")
    func choose() async throws {
        let fixture = try PageFixture()
        try await fixture.addAccounts()
        let path = try await list(fixture)
        let before = try await fixture.text(.get, path)
        #expect(before.contains("<html lang=\"en-GB\">") && before.contains("lang=\"cy\">Cymraeg</button>"))
        #expect(before.contains("action=\"/language\(path)\""))

        let answer = try await fixture.ask(.post, "/language\(path)", form: ["language": "welsh"])
        #expect(answer.status == .seeOther && answer.headers[.location] == path)
        let after = try await fixture.text(.get, path)
        #expect(after.contains("<html lang=\"cy\">") && after.contains("lang=\"en\">English</button>"))
        let (chosen, trail) = try await language(fixture)
        #expect(chosen == .welsh)
        #expect(trail == ["personRecorded by tester", "personLanguageChosen by P-1 by link"])
    }

    @Test("ends with its link: the page says kindly that it has run out, and nothing more")
    func expired() async throws {
        let fixture = try PageFixture()
        try await fixture.addAccounts()
        #expect(try await fixture.ask(.get, list(fixture, for: 1)).status == .ok)
        let path = try await list(fixture, for: -1)
        let answer = try await fixture.ask(.get, path)
        #expect(answer.status == .gone)
        let text = try await fixture.text(.get, path)
        #expect(text.contains("This link has run out") && !text.contains("P-1") && !text.contains("<form"))
        #expect(try await fixture.ask(.post, "/language\(path)", form: ["language": "welsh"]).status == .gone)
        #expect(try await language(fixture).0 == nil)
    }

    @Test("is not changed by looking, by another word, or by a link that is none")
    func refused() async throws {
        let fixture = try PageFixture()
        try await fixture.addAccounts()
        let path = try await list(fixture)
        _ = try await fixture.ask(.get, "/language\(path)")
        #expect(try await fixture.ask(.post, "/language\(path)", form: ["language": "klingon"]).status == .badRequest)
        let altered = path.dropLast() + (path.hasSuffix("A") ? "B" : "A")
        #expect(try await fixture.ask(.post, "/language\(altered)", form: ["language": "welsh"]).status == .notFound)
        let asCalendar = path.replacing("/l/", with: "/c/")
        #expect(
            try await fixture.ask(.post, "/language\(asCalendar)", form: ["language": "welsh"]).status == .notFound)
        let (chosen, trail) = try await language(fixture)
        #expect(chosen == nil && trail.count == 1)
    }

    @Test("is English in the office, whatever the partnership's is")
    func office() async throws {
        let fixture = try PageFixture(language: .welsh)
        try await fixture.addAccounts()
        let (cookie, _) = try await fixture.signIn(.administrator)
        #expect(try await fixture.text(.get, "/today", headers: cookie).contains("<html lang=\"en-GB\">"))
        #expect(try await fixture.text(.get, list(fixture)).contains("<html lang=\"cy\">"))
    }
}
