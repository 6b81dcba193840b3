import Conferences
import Crypto
import WorkingDays

/// The second thing that an account asks for, beside the password: codes of an app, or a recovery code.
public struct SecondFactor {
    let session: any DatabaseSession
    let name: AccountName
    let now: Timestamp

    public init(_ session: any DatabaseSession, of name: AccountName, now: Timestamp) {
        (self.session, self.name, self.now) = (session, name, now)
    }

    /// How many recovery codes there are at first.
    public static let recoveryCodes = 10

    /// Turns it on. Its secret is sealed under a key of the account.
    ///
    /// - Parameter step: Of the code by which its owner showed that the app has it; that code is taken.
    /// - Returns: Recovery codes, to be shown once; `nil` where the account has one already: whoever knows the password must
    ///   not put another in its place.
    public func turnOn(_ code: TimeCode, step: Int64) throws -> [String]? {
        let sealed = try Keyring(session).sealer(for: .account(name), now: now).seal(code.text)
        let changed = try session.execute(
            "UPDATE account SET second_factor = $1, last_code = $2 WHERE name = $3 AND second_factor IS NULL", sealed,
            step, name)
        guard changed == 1 else { return nil }
        // Those that stand before setting one up would otherwise still stand there.
        try session.execute("DELETE FROM account_session WHERE account = $1 AND stage <> 'open'", name)
        try record(.secondFactorOn)
        return try makeRecoveryCodes()
    }

    public func turnOff() throws {
        try session.execute("UPDATE account SET second_factor = NULL, last_code = NULL WHERE name = $1", name)
        try session.execute("DELETE FROM recovery_code WHERE account = $1", name)
        try record(.secondFactorOff)
    }

    /// New ones, to be shown once; the earlier ones are good no more.
    public func makeRecoveryCodes() throws -> [String] {
        try session.execute("DELETE FROM recovery_code WHERE account = $1", name)
        let codes = (0..<Self.recoveryCodes).map { _ in Self.recoveryCode() }
        for code in codes {
            try session.execute(
                "INSERT INTO recovery_code (account, digest) VALUES ($1, $2)", name, Self.digest(code))
        }
        try record(.recoveryCodesMade)
        return codes
    }

    /// How many are left.
    public func recoveryCodesLeft() throws -> Int {
        try session.row("SELECT COUNT(*) FROM recovery_code WHERE account = $1", name)?.integer(0) ?? 0
    }

    /// Takes a code, of the app or a recovery code: the same one never again.
    ///
    /// - Parameter worldNow: What the app's clock says.
    /// - Returns: What it was; `nil` for a wrong one.
    public func take(_ typed: String, worldNow: Timestamp) throws -> SignInMethod? {
        let row = try session.row("SELECT second_factor, last_code FROM account WHERE name = $1", name)
        guard let row, let sealed = try row.optional(0, row.text),
            let secret = try Keyring(session).opener(for: .account(name)).open(sealed),
            let code = TimeCode(text: secret)
        else { return nil }
        let last = try row.optional(1, row.integer).map(Int64.init)
        if let step = code.step(of: typed, now: worldNow, after: last) {
            try session.execute("UPDATE account SET last_code = $1 WHERE name = $2", step, name)
            return .code
        }
        let used = try session.execute(
            "DELETE FROM recovery_code WHERE account = $1 AND digest = $2", name, Self.digest(typed))
        return used == 1 ? .recoveryCode : nil
    }

    /// 16 letters and digits, none of which is taken for another, in groups of four: 80 bits by chance.
    private static func recoveryCode() -> String {
        let letters = Array("abcdefghijkmnopqrstuvwxyz2345678").map(String.init)
        let chosen = SymmetricKey(size: .bits128).withUnsafeBytes { bytes in bytes.map { letters[Int($0 & 31)] } }
        return stride(from: 0, to: 16, by: 4).map { chosen[$0..<$0 + 4].joined() }.joined(separator: "-")
    }

    /// Of a code however it was typed.
    private static func digest(_ code: String) -> [UInt8] {
        SecretToken.digest(code.lowercased().filter { $0.isLetter || $0.isNumber })
    }

    private func record(_ event: AccountEvent) throws {
        try AccountTrail.record(event, of: name, actor: "user/\(name)", at: now, in: session)
    }
}
