import Conferences
import TestValues
import Testing
import WorkingDays

@testable import Persistence

@Suite("A signed link")
struct SignedLinkTests {
    private static let first = [UInt8](repeating: 1, count: 32)
    private static let second = [UInt8](repeating: 2, count: 32)
    private static let now: Timestamp = "2026-11-23T09:00:00Z"
    private let signer = LinkSigner(MasterKeys(bytes: [first]))
    private let link = SignedLink(
        .answer, matter: .conference("CP-1"), number: 3, person: "POL-1", turn: 2, expiresAt: "2026-12-01T00:00:00Z")

    @Test("is read as it was made, for every purpose")
    func roundTrip() throws {
        for purpose in SignedLink.Purpose.allCases {
            for matter in [.conference("CP-1"), .discussion("SD-1"), nil] as [Matter?] {
                let link = SignedLink(
                    purpose, matter: matter, number: 7, person: "POL-1", turn: 4, expiresAt: "2027-01-01T00:00:00Z")
                #expect(try signer.link(of: signer.token(of: link, in: "message"), now: Self.now) == link)
            }
        }
    }

    @Test("can stand in an address as it is, and is another one in each message")
    func shape() {
        let tokens = (0..<100).map { signer.token(of: link, in: "message \($0)") }
        #expect(Set(tokens).count == 100)
        #expect(signer.token(of: link, in: "message 7") == tokens[7], "written anew it is the same")
        #expect(tokens.allSatisfy { $0.wholeMatch(of: /[A-Za-z0-9._-]{40,300}/) != nil })
    }

    @Test("is forged if a single character differs, anything is cut off or put behind it")
    func forged() throws {
        let token = signer.token(of: link, in: "message")
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.")
        var characters = Array(token)
        for index in characters.indices {
            let kept = characters[index]
            for other in alphabet where other != kept {
                characters[index] = other
                #expect(throws: LinkSigner.Fault.forged) { try signer.link(of: String(characters), now: Self.now) }
            }
            characters[index] = kept
        }
        for other in [
            String(token.dropLast()), token + "A", token + "=", "", "..", String(repeating: "A", count: 5000),
        ] {
            #expect(throws: LinkSigner.Fault.forged) { try signer.link(of: other, now: Self.now) }
        }
    }

    @Test("of another installation's key is forged")
    func foreign() {
        let token = LinkSigner(MasterKeys(bytes: [Self.second])).token(of: link, in: "message")
        #expect(throws: LinkSigner.Fault.forged) { try signer.link(of: token, now: Self.now) }
    }

    @Test("outlives a rotation for as long as the old key is at hand")
    func rotated() throws {
        let token = signer.token(of: link, in: "message")
        let rotated = LinkSigner(MasterKeys(bytes: [Self.second, Self.first]))
        #expect(try rotated.link(of: token, now: Self.now) == link)
        #expect(
            rotated.token(of: link, in: "message").prefix(8) != token.prefix(8), "new links are signed with the new key"
        )
        let later = LinkSigner(MasterKeys(bytes: [Self.second]))
        #expect(throws: LinkSigner.Fault.forged) { try later.link(of: token, now: Self.now) }
    }

    @Test("is good up to the moment at which it expires, and not at it")
    func expiry() throws {
        let token = signer.token(of: link, in: "message")
        #expect(try signer.link(of: token, now: "2026-11-30T23:59:59Z") == link)
        #expect(throws: LinkSigner.Fault.expired("2026-12-01T00:00:00Z")) {
            try signer.link(of: token, now: "2026-12-01T00:00:00Z")
        }
    }

    /// What a link is worth after commands have been given.
    private func standing(
        after commands: [ConferenceCommand], toDelegate: Bool = false, before: [ConferenceCommand] = []
    ) async throws -> LinkStanding {
        let store = try await Store.withConference()
        try await store.invite("CSC", "P-worker")
        try await store.act { registrar in
            for command in before { try registrar.perform(command, on: "CP-1" as ConferenceReference) }
        }
        return try await store.database.write { session in
            let registrar = Registrar(session, rulebook: Store.rulebook, actor: "tester", now: Store.start)
            let links = InvitationLinks(registrar)
            let link =
                toDelegate
                ? try links.link(toDelegateFor: 1, of: "CP-1", expiresAt: "2027-12-01T00:00:00Z")
                : try links.link(toAnswer: 1, of: "CP-1", expiresAt: "2027-12-01T00:00:00Z")
            let found = try #require(link)
            for command in commands { try registrar.perform(command, on: "CP-1" as ConferenceReference) }
            return try links.standing(of: found)
        }
    }

    private static let on = EuropeLondon.local(Store.start).date

    @Test("stays good while the invitee answers and changes the answer")
    func answered() async throws {
        let commands: [ConferenceCommand] = [
            .reply(invitation: 1, .accepted, on: Self.on), .reply(invitation: 1, .apologies(reason: nil), on: Self.on),
        ]
        #expect(try await standing(after: commands) == .good)
    }

    @Test("is revoked when the invitation moves, is withdrawn or falls with the conference")
    func revoked() async throws {
        let moved = Sitting(on: "2027-02-09", at: TimeOfDay(hour: 9, minute: 0)!, place: "Hall")
        #expect(try await standing(after: [.reschedule(moved, on: Self.on)]) == .revoked(.moved))
        #expect(try await standing(after: [.withdraw(invitation: 1, on: Self.on)]) == .revoked(.withdrawn))
        #expect(
            try await standing(after: [.cancel(on: Self.on, reason: Note("Not needed"))]) == .revoked(.cancelled))
    }

    @Test("of a delegate is revoked when another is named")
    func replacedDelegate() async throws {
        let named: [ConferenceCommand] = [
            .reply(invitation: 1, .apologies(reason: Note("In court")), on: Self.on),
            .nameDelegate(invitation: 1, "P-lead", on: Self.on),
        ]
        #expect(try await standing(after: [], toDelegate: true, before: named) == .good)
        #expect(
            try await standing(
                after: [
                    .declineDelegation(invitation: 1, reason: Note("On leave"), on: Self.on),
                    .nameDelegate(invitation: 1, "P-admin", on: Self.on),
                ], toDelegate: true, before: named) == .revoked(.replaced))
    }

    @Test("of a delegate ends when they decline, or whoever named them comes after all")
    func stoodDown() async throws {
        let named: [ConferenceCommand] = [
            .reply(invitation: 1, .apologies(reason: Note("In court")), on: Self.on),
            .nameDelegate(invitation: 1, "P-lead", on: Self.on),
        ]
        for command in [
            .declineDelegation(invitation: 1, reason: Note("On leave"), on: Self.on),
            .reply(invitation: 1, .accepted, on: Self.on),
        ] as [ConferenceCommand] {
            #expect(try await standing(after: [command], toDelegate: true, before: named) == .revoked(.stoodDown))
        }
    }

    @Test("about a conference ends when its reader has another address, and with their name")
    func otherMailbox() async throws {
        let store = try await Store.withConference()
        try await store.invite("CSC", "P-worker")
        func standing(of link: SignedLink) async throws -> LinkStanding {
            try await store.database.read { session in
                try InvitationLinks(Registrar(session, rulebook: Store.rulebook, actor: "", now: Store.start))
                    .standing(of: link)
            }
        }
        let made = try await store.database.read { session in
            try InvitationLinks(Registrar(session, rulebook: Store.rulebook, actor: "", now: Store.start))
                .link(toAnswer: 1, of: "CP-1", expiresAt: "2027-12-01T00:00:00Z")
        }
        let link = try #require(made)
        #expect(try await standing(of: link) == .good)
        let listed = try await store.database.read { session in
            let registrar = Registrar(session, rulebook: Store.rulebook, actor: "", now: Store.start)
            let email = try registrar.email(of: "P-worker") ?? ""
            return try EngagementReadings(session).engagements(of: "P-worker", from: "2026-11-23")
                .map { $0.link(sentTo: email) }
        }
        #expect(listed.count == 1)
        for link in listed { #expect(try await standing(of: link) == .good, "as the list has it") }
        let bare = SignedLink(
            .answer, matter: .conference("CP-1"), number: 1, person: "P-worker", expiresAt: "2027-12-01T00:00:00Z")
        #expect(try await standing(of: bare) == .revoked(.readdressed), "one that names no mailbox")
        try await store.act {
            try $0.record(
                Person(reference: "P-worker", agency: "CSC", name: "Worker", email: "elsewhere@csc.example"))
        }
        #expect(try await standing(of: link) == .revoked(.readdressed))
        try await store.database.write {
            try Keyring($0).erase(.person("P-worker"), reason: "has left", actor: "account/bo", now: Store.start)
        }
        #expect(try await standing(of: link) == .revoked(.unknown))
    }

    @Test("to a list or a calendar ends when its reader has another address, and for whoever is not known")
    func readdressed() async throws {
        let store = try await Store.withConference()
        func standing(of person: PersonReference, _ email: String) async throws -> [LinkStanding] {
            try await store.database.read { session in
                let links = InvitationLinks(
                    Registrar(session, rulebook: Store.rulebook, actor: "tester", now: Store.start))
                return try [
                    links.standing(of: .list(of: person, email: email, expiresAt: "2027-12-01T00:00:00Z")),
                    links.standing(of: .calendar(of: person, email: email, now: Store.start)),
                ]
            }
        }
        let email = try #require(
            try await store.database.read { session in
                try Registrar(session, rulebook: Store.rulebook, actor: "", now: Store.start).email(of: "P-worker")
            })
        #expect(try await standing(of: "P-worker", email.uppercased()) == [.good, .good])
        #expect(
            try await standing(of: "P-worker", "other@example.org") == [.revoked(.readdressed), .revoked(.readdressed)])
        #expect(try await standing(of: "P-nobody", email) == [.revoked(.unknown), .revoked(.unknown)])
    }

    @Test("to a calendar is the same for a year, and good for two more")
    func calendar() {
        let first = SignedLink.calendar(of: "POL-1", email: "a@example.org", now: "2026-01-01T00:00:00Z")
        let last = SignedLink.calendar(of: "POL-1", email: "a@example.org", now: "2026-12-31T23:59:59Z")
        #expect(first == last)
        #expect(first.expiresAt == "2029-01-01T00:00:00Z")
        #expect(SignedLink.calendar(of: "POL-1", email: "a@example.org", now: "2027-01-01T00:00:00Z") != first)
    }
}
