import Conferences
import TestStores
import TestValues
import Testing
import WorkingDays

@testable import Persistence

/// A store with accounts in it.
struct AccountStore {
    let database: SQLiteDatabase
    static let start: Timestamp = "2027-01-07T09:00:00Z"
    static let rules = SignIn.Rules()
    static let administrator = AccountDetails(displayName: "Anna Evans", roles: [.administrator])

    init() throws { database = try SQLiteDatabase(inMemoryNamed: "accounts") }

    func register<Value: Sendable>(
        at now: Timestamp = Self.start, _ body: @escaping @Sendable (AccountRegister) throws -> Value
    ) async throws -> Value {
        try await database.write { try body(AccountRegister($0, actor: "tester", now: now)) }
    }

    func signIn<Value: Sendable>(
        at now: Timestamp = Self.start, _ rules: SignIn.Rules = Self.rules,
        _ body: @escaping @Sendable (SignIn) throws -> Value
    ) async throws -> Value {
        try await database.write { try body(SignIn($0, now: now, rules: rules)) }
    }

    /// Active accounts, their password `password`.
    func add(_ names: AccountName..., details: AccountDetails = Self.administrator) async throws {
        let hash = try PasswordHash(ofKnown: "password")
        for name in names { try await register { try $0.add(name, details, password: hash) } }
    }

    func session(
        _ token: SecretToken, at now: Timestamp, limits: SessionLimits = .standard
    ) async throws -> Sessions.SignedIn? {
        try await database.read { try Sessions($0).resume(token, now: now, limits: limits) }
    }

    func told(_ name: AccountName) async throws -> [String] {
        try await database.read { try EventLog($0).entries(of: "user/\(name)").map(\.kind) }
    }
}

@Suite("Accounts")
struct AccountRegisterTests {
    @Test("begin without a password, and are set up through a link that is good once")
    func setUp() async throws {
        let store = try AccountStore()
        let link = try await store.register { try $0.add("anna", AccountStore.administrator) }
        #expect(try await store.register { try $0.account("anna")?.state } == .invited)
        let hash = try PasswordHash(ofKnown: "tea-with-nine-badgers")
        let outcome = try await store.signIn { try $0.setUp(link, password: hash) }
        guard case .begun(let token, .open)? = outcome else {
            Issue.record("no session began")
            return
        }
        #expect(try await store.session(token, at: AccountStore.start)?.account.name == "anna")
        #expect(try await store.register { try $0.account("anna")?.state } == .active)
        let again = try await store.signIn { try $0.setUp(link, password: hash) }
        #expect(again == nil)
        #expect(try await store.told("anna") == ["added", "passwordChosen", "signedIn"])
    }

    @Test("have links that run out after 48 hours, and that a newer one replaces")
    func links() async throws {
        let store = try AccountStore()
        let first = try await store.register { try $0.add("anna", AccountStore.administrator) }
        let second = try await store.register { try $0.reset("anna") }
        func purpose(_ link: SecretToken, hours: Int) async throws -> SetUpLinks.Purpose? {
            try await store.database.read {
                try SetUpLinks($0).purpose(of: link, now: AccountStore.start.adding(seconds: hours * 3600))
            }
        }
        #expect(try await purpose(first, hours: 0) == nil)
        #expect(try await purpose(second, hours: 47) == .account("anna"))
        #expect(try await purpose(second, hours: 48) == nil)
    }

    @Test("of which there are none are begun by one link, for an hour")
    func first() async throws {
        let store = try AccountStore()
        let links = try await store.database.write { session in
            try (0..<2).map { _ in try SetUpLinks(session).makeFirst(now: AccountStore.start) }
        }
        let link = try #require(links[1])
        let purposes = try await store.database.read { session in
            try [(links[0]!, 0), (link, 59), (link, 60)].map { token, minutes in
                try SetUpLinks(session).purpose(of: token, now: AccountStore.start.adding(seconds: minutes * 60))
            }
        }
        #expect(purposes == [nil, .firstAdministrator, nil])
        let hash = try PasswordHash(ofKnown: "x")
        _ = try await store.signIn { try $0.setUp(link, password: hash, first: ("anna", "Anna")) }
        #expect(try await store.register { try $0.account("anna")?.roles } == [.administrator])
        #expect(try await store.database.write { try SetUpLinks($0).makeFirst(now: AccountStore.start) } == nil)
    }

    @Test("end what is signed in when they are disabled or reset")
    func ends() async throws {
        let store = try AccountStore()
        try await store.add("anna", "bea", "cat")
        let tokens = try await store.signIn { signIn in
            try (["anna", "bea", "cat"] as [AccountName]).map { try signIn.open($0, by: .password) }
        }
        try await store.register { try $0.disable("anna") }
        _ = try await store.register { try $0.reset("bea") }
        for (token, name) in zip(tokens, [nil, nil, "cat"] as [AccountName?]) {
            #expect(try await store.session(token, at: AccountStore.start)?.account.name == name)
        }
        try await store.register { try $0.enable("anna") }
        #expect(try await store.session(tokens[0], at: AccountStore.start) == nil)
        #expect(try await store.register { try $0.account("anna")?.state } == .active)
        #expect(try await store.register { try $0.account("bea")?.state } == .invited)
    }

    @Test("leave one at least that manages accounts")
    func lastManager() async throws {
        let store = try AccountStore()
        try await store.add("anna")
        try await store.add("audrey", details: AccountDetails(displayName: "Audrey", roles: [.auditor]))
        await #expect(throws: AccountFault.lastManager("anna")) { try await store.register { try $0.disable("anna") } }
        await #expect(throws: AccountFault.lastManager("anna")) {
            try await store.register {
                try $0.change("anna", to: AccountDetails(displayName: "Anna", roles: [.auditor]))
            }
        }
        try await store.add("oscar", details: AccountDetails(displayName: "Oscar", roles: [.operator]))
        try await store.register { try $0.disable("anna") }
    }

    @Test(
        "need what their roles are found by",
        arguments: [
            (AccountDetails(displayName: "A", roles: []), .noRole),
            (AccountDetails(displayName: "A", roles: [.chair]), .chairWithoutPerson),
            (AccountDetails(displayName: "A", roles: [.agencyLead]), .leadWithoutAgency),
            (AccountDetails(displayName: "", roles: [.auditor]), .displayName),
            (AccountDetails(displayName: "A\r\nB", roles: [.auditor]), .displayName),
            (AccountDetails(displayName: "A", roles: [.chair], person: "P-0"), .unknownPerson("P-0")),
            (AccountDetails(displayName: "A", roles: [.agencyLead], agency: "X"), .unknownAgency("X")),
        ] as [(AccountDetails, AccountFault)])
    func wanting(details: AccountDetails, fault: AccountFault) async throws {
        let store = try AccountStore()
        await #expect(throws: fault) { try await store.register { try $0.add("anna", details) } }
    }

    @Test("are closed when nobody used them for 90 days, and say so to whoever has the password")
    func dormant() async throws {
        let store = try AccountStore()
        try await store.add("anna")
        let attempt = SignInAttempts.subject("anna", device: nil)
        func outcome(days: Int) async throws -> SignIn.Outcome {
            try await store.signIn(at: AccountStore.start.adding(seconds: days * 86_400)) {
                try #require(try $0.admit("anna", by: $0.password(of: "anna"), attempt: attempt))
            }
        }
        guard case .begun = try await outcome(days: 90) else {
            Issue.record("not yet dormant")
            return
        }
        guard case .begun = try await outcome(days: 180) else {
            Issue.record("used on day 90")
            return
        }
        guard case .refused(.dormant) = try await outcome(days: 271) else {
            Issue.record("91 days idle")
            return
        }
        #expect(try await store.register { try $0.account("anna")?.state } == .disabled(.dormant))
        try await store.register(at: AccountStore.start.adding(seconds: 272 * 86_400)) { try $0.enable("anna") }
        guard case .begun = try await outcome(days: 273) else {
            Issue.record("enabled again")
            return
        }
    }
}
