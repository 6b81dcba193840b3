import Conferences
import Crypto
import Foundation
import WorkingDays

/// The keys of cases and persons: each is stored wrapped by a master key, and made when something is first sealed.
public struct Keyring {
    let session: any DatabaseSession

    public init(_ session: any DatabaseSession) { self.session = session }

    /// The sealer to write with; a subject that has no key yet gets one.
    public func sealer(for subject: SealingSubject, now: Timestamp) throws -> SubjectSealer {
        let known = try opener(for: subject)
        guard case .absent = known.state else { return known }
        let key = SymmetricKey(size: .bits256)
        let master = session.keys.master.current
        try session.execute(
            "INSERT INTO sealing_key (subject, master, wrapped, created_at) VALUES ($1, $2, $3, $4)",
            subject, master.id, try Self.wrap(key, of: subject, under: master), now)
        return remember(SubjectSealer(subject: subject, state: .held(key)))
    }

    /// The sealer to read with.
    public func opener(for subject: SealingSubject) throws -> SubjectSealer {
        if let known = session.keys.opened[subject] { return known }
        let row = try session.row("SELECT master, wrapped FROM sealing_key WHERE subject = $1", subject)
        guard let row else { return SubjectSealer(subject: subject, state: .absent) }
        return try opener(for: subject, master: row.optional(0, row.text), wrapped: row.optional(1, row.bytes))
    }

    /// The sealer to read with, from columns that another statement has joined.
    func opener(for subject: SealingSubject, master: String?, wrapped: [UInt8]?) throws -> SubjectSealer {
        if let known = session.keys.opened[subject] { return known }
        guard let master, let wrapped else { return remember(SubjectSealer(subject: subject, state: .erased)) }
        let key = try Self.unwrap(wrapped, of: subject, under: session.keys.master.key(master))
        return remember(SubjectSealer(subject: subject, state: .held(key)))
    }

    private func remember(_ sealer: SubjectSealer) -> SubjectSealer {
        session.keys.remember(sealer)
        return sealer
    }

    /// Erases a key, and with it everything that was sealed under it; the log says who did so and why.
    ///
    /// - Parameter reason: Stays readable for good, so it names nobody.
    /// - Throws: ``SealingError/nothingToErase(_:)``, ``SealingError/erased(_:)`` when it was erased before,
    ///   ``SealingError/legallyHeld(_:)`` while a legal hold stands.
    public func erase(_ subject: SealingSubject, reason: String, actor: String, now: Timestamp) throws {
        let row = try session.row("SELECT erased_at FROM sealing_key WHERE subject = $1", subject)
        guard let row else { throw SealingError.nothingToErase(subject) }
        guard row.isNull(0) else { throw SealingError.erased(subject) }
        guard try !Retention(session).isHeld(subject) else { throw SealingError.legallyHeld(subject) }
        try session.execute(
            "UPDATE sealing_key SET master = NULL, wrapped = NULL, erased_at = $1 WHERE subject = $2", now, subject)
        session.keys.remember(SubjectSealer(subject: subject, state: .erased))
        try TrailRecorder(session).record(
            .keyErased(subject: "\(subject)", reason: reason), in: "key/\(subject)", actor: actor, at: now)
    }

    private static func wrap(
        _ key: SymmetricKey, of subject: SealingSubject, under master: MasterKey
    ) throws -> [UInt8] {
        let bytes = key.withUnsafeBytes { Data($0) }
        return [UInt8](try SubjectSealer.seal(bytes, with: master.secret, about: "key of \(subject)"))
    }

    private static func unwrap(
        _ wrapped: [UInt8], of subject: SealingSubject, under master: MasterKey
    ) throws -> SymmetricKey {
        guard let bytes = SubjectSealer.open(Data(wrapped), with: master.secret, about: "key of \(subject)") else {
            throw SealingError.tampered(subject)
        }
        return SymmetricKey(data: bytes)
    }
}

// Rotation.
extension Keyring {
    /// How many keys of cases and persons each master key wraps, by its id.
    public func mastersInUse() throws -> [(id: String, subjects: Int)] {
        try session.rows(
            """
            SELECT master, COUNT(*) FROM sealing_key WHERE wrapped IS NOT NULL GROUP BY master ORDER BY master
            """
        ).map { (try $0.text(0), try $0.integer(1)) }
    }

    /// How many subjects had their keys erased.
    public func erasedSubjects() throws -> Int {
        try session.row("SELECT COUNT(*) FROM sealing_key WHERE wrapped IS NULL")?.integer(0) ?? 0
    }

    /// Wraps keys that are under older master keys under the current one.
    ///
    /// - Returns: How many; fewer than `limit` when none is left.
    func rewrap(limit: Int) throws -> Int {
        let current = session.keys.master.current
        var left = limit
        for id in try masterIDs() where id != current.id && left > 0 {
            let master = try session.keys.master.key(id)
            let rows = try session.rows(
                "SELECT subject, wrapped FROM sealing_key WHERE master = $1 AND wrapped IS NOT NULL LIMIT $2", id, left)
            for row in rows {
                let subject = try SealingSubject(text: row.text(0))
                let key = try Self.unwrap(row.bytes(1), of: subject, under: master)
                try session.execute(
                    "UPDATE sealing_key SET master = $1, wrapped = $2 WHERE subject = $3",
                    current.id, try Self.wrap(key, of: subject, under: current), subject)
            }
            left -= rows.count
        }
        return limit - left
    }

    /// The master keys in use. Each is found by one look at an index, however many subjects there are.
    private func masterIDs() throws -> [String] {
        var ids: [String] = []
        while let id = try session.row(
            "SELECT MIN(master) FROM sealing_key WHERE master > $1 AND wrapped IS NOT NULL", ids.last ?? ""
        ).flatMap({ try $0.optional(0, $0.text) }) {
            ids.append(id)
        }
        return ids
    }

    /// - Throws: ``SealingError/unknownMasterKey(id:files:)`` when something is wrapped under a key that is not held.
    func checkMasterKeys() throws {
        for id in try masterIDs() { _ = try session.keys.master.key(id) }
    }
}

/// Wraps every key anew under the current master key, in transactions so short that the daemon goes on meanwhile.
public struct KeyRotation: Sendable {
    private let database: any Database

    public init(database: any Database) { self.database = database }

    private static let batch = 500

    /// - Parameter progress: Told how many keys are done.
    /// - Returns: How many were wrapped anew.
    public func run(
        actor: String, now: Timestamp, progress: @Sendable (Int) -> Void = { _ in }
    ) async throws -> Int {
        var done = 0
        while true {
            let count = try await database.write { try Keyring($0).rewrap(limit: Self.batch) }
            done += count
            progress(done)
            if count < Self.batch { break }
        }
        guard done > 0 else { return 0 }
        try await database.write { [done] session in
            try TrailRecorder(session).record(
                .masterKeyRotated(to: session.keys.master.current.id, keys: done), in: "key/master", actor: actor,
                at: now)
        }
        return done
    }
}
