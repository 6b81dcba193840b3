import Conferences
import Crypto
import Foundation
import WorkingDays

/// Slows guessing down: after a few failures each further attempt has to wait, longer each time, and never for good.
///
/// It is the same for names that are no account's. A browser in which the account was used before is counted by
/// itself, so that nobody keeps somebody out by guessing.
public struct SignInAttempts {
    let session: any DatabaseSession

    public init(_ session: any DatabaseSession) { self.session = session }

    /// Failures that cost no wait.
    static let free = 5
    /// Seconds of the first wait; each further one is twice as long.
    static let firstWait = 15
    /// Seconds that no wait exceeds.
    static let longestWait = 15 * 60
    /// Seconds after which failures are forgotten.
    private static let memory = 86_400
    /// Names that are remembered.
    private static let most = 10_000

    /// Whose attempts are counted together.
    ///
    /// - Parameter device: A browser that is known, by what it holds.
    public static func subject(_ name: String, device: String?) -> [UInt8] {
        SecretToken.digest("\(name)\n\(device ?? "")")
    }

    /// Counts an attempt as failed before it is made, so that many at once are no way around the wait.
    ///
    /// - Returns: From when on another may be made; `nil` when this one may go ahead.
    public func begin(_ subject: [UInt8], now: Timestamp) throws -> Timestamp? {
        try forget(now: now)
        let row = try session.row("SELECT attempts, last_at FROM sign_in_failure WHERE subject = $1", subject)
        if let row {
            let opensAt = try row.timestamp(1).adding(seconds: Self.wait(after: row.integer(0)))
            if now.seconds < opensAt.seconds { return opensAt }
        }
        try session.execute(
            """
            INSERT INTO sign_in_failure (subject, attempts, last_at) VALUES ($1, 1, $2)
            ON CONFLICT (subject) DO UPDATE SET attempts = sign_in_failure.attempts + 1, last_at = excluded.last_at
            """, subject, now)
        return nil
    }

    /// Seconds to wait after so many failures in a row.
    static func wait(after failures: Int) -> Int {
        guard failures >= free else { return 0 }
        return min(longestWait, firstWait << min(failures - free, 10))
    }

    /// How many have failed in a row.
    func failures(_ subject: [UInt8]) throws -> Int {
        try session.row("SELECT attempts FROM sign_in_failure WHERE subject = $1", subject)?.integer(0) ?? 0
    }

    /// What was counted is forgotten: it was the right one.
    public func clear(_ subject: [UInt8]) throws {
        try session.execute("DELETE FROM sign_in_failure WHERE subject = $1", subject)
    }

    private func forget(now: Timestamp) throws {
        try session.execute("DELETE FROM sign_in_failure WHERE last_at < $1", now.adding(seconds: -Self.memory))
        let count = try session.row("SELECT COUNT(*) FROM sign_in_failure")?.integer(0) ?? 0
        guard count >= Self.most else { return }
        try session.execute(
            """
            DELETE FROM sign_in_failure WHERE subject IN
                (SELECT subject FROM sign_in_failure ORDER BY last_at LIMIT $1)
            """, count - Self.most + 1)
    }
}
