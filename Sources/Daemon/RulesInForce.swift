import Conferences
import Crypto
import Foundation
import Persistence
import WorkingDays

/// The rules and the calendar that stored deadlines were counted by.
struct RulesInForce: Sendable {
    let database: any Database
    let rulebook: Rulebook

    /// Counts every open conference anew when the rules differ from those of the last time.
    ///
    /// - Returns: How many conferences were counted; `nil` when nothing had changed.
    func adopt(now: Timestamp) async throws -> Int? {
        let fingerprint = Self.fingerprint(of: rulebook)
        guard try await database.read({ try Settings($0).rules }) != fingerprint else { return nil }
        return try await database.write { session in
            let count = try Registrar(session, rulebook: rulebook, actor: "system", now: now)
                .recomputeOpenConferences()
            try Settings(session).setRules(fingerprint)
            return count
        }
    }

    /// The database as it will be once these rules are in force: itself, or a copy in memory with everything counted anew.
    static func applied(
        _ rulebook: Rulebook, to source: SQLiteDatabase, now: Timestamp
    ) async throws -> SQLiteDatabase {
        guard try await source.read({ try Settings($0).rules }) != fingerprint(of: rulebook) else { return source }
        let copy = try SQLiteDatabase(copyingInMemory: source)
        _ = try await RulesInForce(database: copy, rulebook: rulebook).adopt(now: now)
        return copy
    }

    private static func fingerprint(of rulebook: Rulebook) -> String {
        let policy = rulebook.policy
        var lines = ["\(policy.cutOff) \(policy.sendingHours.opens) \(policy.sendingHours.closes)"]
        for kind in ObligationKind.allCases {
            guard let rule = policy.rules[kind] else { continue }
            lines.append(
                "\(kind.rawValue) \(rule.initial) \(rule.review) \(rule.noLaterThan?.description ?? "-") \(rule.ladder)"
            )
        }
        let calendar = rulebook.calendar
        lines.append(calendar.division.rawValue)
        lines += calendar.holidays.map { "\($0.date)" } + calendar.closures.map { "closed \($0.date)" }
        return SHA256.hash(data: Data(lines.joined(separator: "\n").utf8)).map { String($0, radix: 16) }.joined()
    }
}
