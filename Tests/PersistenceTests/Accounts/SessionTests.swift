import Conferences
import TestStores
import TestValues
import Testing
import WorkingDays

@testable import Persistence

@Suite("Sessions")
struct SessionTests {
    private static let limits = SessionLimits(idleMinutes: 60, hours: 12)

    private func minutes(_ minutes: Int) -> Timestamp { AccountStore.start.adding(seconds: minutes * 60) }

    @Test("end when nothing is done, and after half a day whatever is done")
    func expiry() async throws {
        let store = try AccountStore()
        try await store.add("anna")
        let token = try await store.signIn { try $0.open("anna", by: .password) }
        #expect(try await store.session(token, at: minutes(59)) != nil)
        #expect(try await store.session(token, at: minutes(60)) == nil)
        for hour in 1...14 {
            try await store.database.write { try Sessions($0).touch(token, now: minutes(hour * 50)) }
        }
        #expect(try await store.session(token, at: minutes(719)) != nil)
        #expect(try await store.session(token, at: minutes(720)) == nil)
    }

    @Test("are written to once a minute at most")
    func touching() async throws {
        let store = try AccountStore()
        try await store.add("anna")
        let token = try await store.signIn { try $0.open("anna", by: .password) }
        let session = try #require(try await store.session(token, at: minutes(1)))
        #expect(!session.isWorthTouching(at: AccountStore.start.adding(seconds: 59)))
        #expect(session.isWorthTouching(at: minutes(1)))
    }

    @Test("are known to the store by a digest alone, and each by another")
    func digests() async throws {
        let store = try AccountStore()
        try await store.add("anna")
        let tokens = try await store.signIn { signIn in
            try (0..<2).map { _ in try signIn.open("anna", by: .password) }
        }
        #expect(tokens[0].text != tokens[1].text && tokens[0].text.count == 43)
        let rows = try await store.database.read {
            try $0.rows("SELECT * FROM account_session", []).map { "\($0.values)" }.joined()
        }
        for token in tokens { #expect(!rows.contains(token.text)) }
        try await store.database.write { try Sessions($0).end(tokens[0]) }
        #expect(try await store.session(tokens[0], at: AccountStore.start) == nil)
        #expect(try await store.session(tokens[1], at: AccountStore.start) != nil)
    }

    @Test("of whoever still owes a code open nothing, and last a quarter of an hour")
    func stages() async throws {
        let store = try AccountStore()
        try await store.add("anna")
        let code = TimeCode()
        let recovery = try #require(
            try await store.database.write {
                try SecondFactor($0, of: "anna", now: AccountStore.start).turnOn(code, step: 0)
            })
        let attempt = SignInAttempts.subject("anna", device: nil)
        let outcome = try await store.signIn { try $0.admit("anna", by: $0.password(of: "anna"), attempt: attempt) }
        guard case .begun(let token, .code) = outcome else {
            Issue.record("no code was asked for")
            return
        }
        #expect(try await store.session(token, at: minutes(14))?.stage == .code)
        #expect(try await store.session(token, at: minutes(15)) == nil)
        #expect(recovery.count == 10 && Set(recovery).count == 10)
    }

    @Test("begin by no password that its owner has changed while it was compared")
    func changedMeanwhile() async throws {
        let store = try AccountStore()
        try await store.add("anna")
        let attempt = SignInAttempts.subject("anna", device: nil)
        let compared = try await store.signIn { try $0.password(of: "anna") }
        let open = try await store.signIn { try $0.admit("anna", by: compared, attempt: attempt) }
        guard case .begun(let token, .open) = open else {
            Issue.record("not let in")
            return
        }
        let other = try PasswordHash(ofKnown: "another")
        try await store.signIn { try $0.changePassword(other, of: "anna", keeping: token) }
        #expect(try await store.signIn { try $0.admit("anna", by: compared, attempt: attempt) } == nil)
        #expect(try await store.signIn { try $0.admit("anna", by: $0.password(of: "anna"), attempt: attempt) } != nil)
    }

    @Test(
        "give a second factor once: another takes its place only when it was turned off, and whoever waits is sent away"
    )
    func factorOnce() async throws {
        let store = try AccountStore()
        try await store.add("anna")
        let now = AccountStore.start
        let waiting = try await store.database.write {
            try Sessions($0).begin(for: "anna", stage: .secondFactor, now: now, limits: .standard)
        }
        func turnOn() async throws -> [String]? {
            try await store.database.write { try SecondFactor($0, of: "anna", now: now).turnOn(TimeCode(), step: 0) }
        }
        #expect(try await turnOn()?.count == 10)
        #expect(try await store.session(waiting, at: now) == nil)
        let kept = try await store.database.read { try $0.row("SELECT second_factor FROM account")?.text(0) }
        #expect(try await turnOn() == nil)
        #expect(try await store.database.read { try $0.row("SELECT second_factor FROM account")?.text(0) } == kept)
        try await store.database.write { try SecondFactor($0, of: "anna", now: now).turnOff() }
        #expect(try await turnOn() != nil)
    }

    @Test("take a code once, and a recovery code once, however it is typed")
    func codes() async throws {
        let store = try AccountStore()
        try await store.add("anna")
        let code = TimeCode()
        let now = AccountStore.start
        let recovery = try #require(
            try await store.database.write { try SecondFactor($0, of: "anna", now: now).turnOn(code, step: 0) })
        func take(_ typed: String) async throws -> SignInMethod? {
            try await store.database.write { try SecondFactor($0, of: "anna", now: now).take(typed, worldNow: now) }
        }
        let typed = code.code(at: TimeCode.step(at: now))
        #expect(try await take(typed) == .code)
        #expect(try await take(typed) == nil)
        #expect(try await take(recovery[3].uppercased().replacing("-", with: " ")) == .recoveryCode)
        #expect(try await take(recovery[3]) == nil)
        #expect(try await take("") == nil)
        let row = try await store.database.read { try $0.row("SELECT second_factor FROM account")?.text(0) }
        #expect(try #require(row).contains(code.text) == false)
    }
}

@Suite("Guessing")
struct SignInAttemptTests {
    @Test("is slowed down more and more, and never for good")
    func waits() {
        #expect((0...4).map(SignInAttempts.wait) == [0, 0, 0, 0, 0])
        #expect((5...12).map(SignInAttempts.wait) == [15, 30, 60, 120, 240, 480, 900, 900])
        #expect(SignInAttempts.wait(after: 10_000) == 900)
    }

    @Test("counts before it compares, the same for names that are nobody's, and forgets what was right")
    func counts() async throws {
        let store = try AccountStore()
        for name in ["anna", "nobody"] {
            let subject = SignInAttempts.subject(name, device: nil)
            func begin(_ seconds: Int) async throws -> Timestamp? {
                try await store.database.write {
                    try SignInAttempts($0).begin(subject, now: AccountStore.start.adding(seconds: seconds))
                }
            }
            for _ in 1...5 { #expect(try await begin(0) == nil) }
            #expect(try await begin(0) == AccountStore.start.adding(seconds: 15))
            #expect(try await begin(15) == nil)
            #expect(try await begin(44) == AccountStore.start.adding(seconds: 45))
            try await store.database.write { try SignInAttempts($0).clear(subject) }
            #expect(try await begin(44) == nil)
        }
    }

    @Test("from elsewhere does not keep a known browser out, and nobody makes a browser known")
    func devices() {
        let devices = KnownDevice(.forTests)
        let sign = devices.sign(for: "anna")
        #expect(devices.device(sign, of: "anna") != nil)
        #expect(devices.device(sign, of: "bea") == nil)
        let nonce = sign.prefix(32)
        for forged in [
            "", "\(nonce)", "\(nonce).\(String(repeating: "0", count: 64))", "\(nonce.reversed())\(sign.dropFirst(32))",
        ] {
            #expect(devices.device(forged, of: "anna") == nil)
        }
        #expect(
            SignInAttempts.subject("anna", device: devices.device(sign, of: "anna"))
                != SignInAttempts.subject("anna", device: nil))
    }

    @Test("meets scrypt at the cost that OWASP names, for nobody's password as for any other")
    func cost() throws {
        let hash = try PasswordHash(of: "tea-with-nine-badgers")
        for text in [hash.text, PasswordHash.ofNobody.text] { #expect(text.hasPrefix("$scrypt$ln=15,r=8,p=3$")) }
        #expect(try hash.fits("tea-with-nine-badgers"))
        #expect(try !hash.fits("tea-with-nine-badgerS"))
        #expect(try !PasswordHash.ofNobody.fits(""))
    }

    /// RFC 7914, 12: scrypt of "pleaseletmein" and "SodiumChloride" with N = 16384, r = 8, p = 1; its first 32 bytes.
    @Test("meets the scrypt of the standard")
    func vector() throws {
        let stored = PasswordHash(
            stored: "$scrypt$ln=14,r=8,p=1$U29kaXVtQ2hsb3JpZGU=$cCO9yzr9c0hGHAbNgf046/2o+7qQT44+qbVD9lRdofI=")
        #expect(try stored.fits("pleaseletmein"))
        #expect(try !stored.fits("pleaseletmeout"))
        #expect(throws: StoreError.self) { try PasswordHash(stored: "md5").fits("pleaseletmein") }
    }
}
