import Conferences
import Outbound
import TestValues
import Testing
import WorkingDays

@testable import Daemon
@testable import Persistence

@Suite("Short addresses in text messages")
struct TextLinkTests {
    private static let web = "web: {address: https://quorate.example.org}\n"

    /// One that sent a text.
    private func sent(more: String = web) async throws -> (TextSample, String) {
        let sample = try await TextSample(prefers: .text, more: more)
        let lane = try #require(sample.delivery.configuration.textLane)
        _ = try await sample.delivery.dispatcher(sample.mail, lane: lane, texts: sample.texts).tick()
        return (sample, try #require(sample.texts.all.first).text)
    }

    private func link(_ code: String, _ sample: TextSample, at now: Timestamp? = nil) async throws -> SignedLink? {
        let (database, rulebook) = (sample.delivery.database, sample.delivery.configuration.rulebook)
        let now = now ?? sample.delivery.clock.now
        return try await database.read { session in
            try TextCodes(database.keys).link(of: code, Registrar(session, rulebook: rulebook, actor: "", now: now))
        }
    }

    private func code(_ text: String) throws -> String {
        String(try #require(text.firstMatch(of: /https:\/\/quorate\.example\.org\/t\/([A-Za-z0-9_-]{20})$/)).1)
    }

    @Test("lead to all that is asked of the reader, for thirty days")
    func lead() async throws {
        let (sample, text) = try await sent()
        #expect(text.hasPrefix("Due today: ") || text.contains("things are due"), "it says as much as without: \(text)")
        #expect(TextLength("Somewhere: " + text).fragments <= 2)
        let code = try code(text)
        let found = try #require(try await link(code, sample))
        #expect(found.purpose == .list && found.person == "P-1" && found.matter == nil)
        #expect(found.expiresAt == sample.delivery.clock.now.adding(seconds: 30 * 86_400))
        let end = found.expiresAt
        #expect(try await link(code, sample, at: end.adding(seconds: -1)) == found)
        await #expect(throws: LinkSigner.Fault.expired(end)) { try await link(code, sample, at: end) }
    }

    @Test("are forged if any character differs, and end when the reader has another number")
    func forged() async throws {
        let (sample, text) = try await sent()
        let code = try code(text)
        for index in code.indices {
            let other = code[index] == "A" ? "B" : "A"
            let altered = code.replacingCharacters(in: index...index, with: other)
            #expect(try await link(altered, sample) == nil, "\(altered)")
        }
        for other in ["", "..", String(code.dropLast()), code + "A", String(repeating: "A", count: 20)] {
            #expect(try await link(other, sample) == nil)
        }
        try await sample.delivery.act {
            try $0.record(
                Person(
                    reference: "P-1", agency: "CSC", name: "Person 1", email: "p1@csc.example", mobile: "+447900900124")
            )
        }
        #expect(try await link(code, sample) == nil)
    }

    @Test("are left out where no pages are served")
    func withoutPages() async throws {
        let (_, text) = try await sent(more: "")
        #expect(!text.contains("http"))
    }

    @Test("are not alone in leading there: a reminder by mail says all that is asked of its reader, in either part")
    func mail() async throws {
        let sample = try await TextSample(more: Self.web)
        try await sample.deliver()
        let mail = try #require(sample.mail.all.map(\.message).first { $0.to.address == "p1@csc.example" })
        let pattern = /All that is asked of you:\nhttps:\/\/quorate\.example\.org\/l\/([A-Za-z0-9._-]+)\n/
        let token = String(try #require(mail.text.firstMatch(of: pattern)).1)
        #expect(mail.html.contains("/l/\(token)\""))
        let (database, rulebook) = (sample.delivery.database, sample.delivery.configuration.rulebook)
        let now = sample.delivery.clock.now
        let link = try LinkSigner(database.keys).link(of: token, now: now)
        #expect(link.purpose == .list && link.person == "P-1")
        let standing = try await database.read { session in
            try InvitationLinks(Registrar(session, rulebook: rulebook, actor: "", now: now)).standing(of: link)
        }
        #expect(standing == .good)
        let without = try await TextSample()
        try await without.deliver()
        #expect(without.mail.all.first?.message.text.contains("All that is asked of you") == false)
    }
}

extension String {
    fileprivate func replacingCharacters(in range: ClosedRange<Index>, with other: String) -> String {
        var copy = self
        copy.replaceSubrange(range, with: other)
        return copy
    }
}
