import Conferences
import Crypto
import Foundation
import WorkingDays

/// One entry of the log.
public struct LoggedEvent: Sendable {
    public let position: Int
    public let stream: String
    public let version: Int
    public let recordedAt: Timestamp
    public let actor: String
    public let kind: String
    /// Absent once erased under retention: the digest stays, so the chain still verifies.
    public let payload: String?
}

/// The append-only log that everything else can be rebuilt from, each entry chained to the one before.
///
/// - Source: Rulebook 7 (*retention*): erasing a payload leaves its digest, and the chain verifies as before.
public struct EventLog {
    let session: any DatabaseSession

    public init(_ session: any DatabaseSession) { self.session = session }

    /// Adds to a stream.
    ///
    /// - Parameter after: The version at which the decision was taken; 0 for a new stream.
    /// - Returns: The hash of the last entry.
    /// - Throws: ``StoreError/conflict(stream:expected:found:)`` when the stream has moved on.
    @discardableResult
    public func append(
        _ events: [(kind: String, payload: String)], to stream: String, after: Int, actor: String, at: Timestamp
    ) throws -> [UInt8] {
        let found = try version(of: stream)
        guard found == after else { throw StoreError.conflict(stream: stream, expected: after, found: found) }
        let last = try session.row("SELECT position, hash FROM event ORDER BY position DESC LIMIT 1")
        var position = try last?.integer(0) ?? 0
        var hash = try last?.bytes(1) ?? Self.origin
        for (index, event) in events.enumerated() {
            position += 1
            let digest = [UInt8](SHA256.hash(data: Data(event.payload.utf8)))
            let entry = LoggedEvent(
                position: position, stream: stream, version: after + 1 + index, recordedAt: at, actor: actor,
                kind: event.kind, payload: event.payload)
            hash = Self.link(after: hash, entry, payloadDigest: digest)
            try session.execute(
                """
                INSERT INTO event
                    (position, stream, version, recorded_at, actor, kind, payload, payload_digest, hash)
                VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
                """,
                position, stream, entry.version, at, actor, event.kind, event.payload, digest, hash)
        }
        return hash
    }

    /// Where a stream ends; `nil` while it has no entries.
    func head(of stream: String) throws -> StateMemory.Head? {
        try session.row("SELECT version, hash FROM event WHERE stream = $1 ORDER BY version DESC LIMIT 1", stream)
            .map { StateMemory.Head(version: try $0.integer(0), hash: try $0.bytes(1)) }
    }

    public func version(of stream: String) throws -> Int {
        try session.row("SELECT COALESCE(MAX(version), 0) FROM event WHERE stream = $1", stream)?.integer(0) ?? 0
    }

    /// A stream's entries in order.
    public func entries(of stream: String) throws -> [LoggedEvent] {
        try session.rows("SELECT \(Self.columns) FROM event WHERE stream = $1 ORDER BY version", stream)
            .map(Self.entry)
    }

    /// Checks the chain from the first entry, in memory that does not grow with the log.
    ///
    /// - Parameter known: The end of the chain as an earlier check printed it. The chain alone cannot tell that its end
    ///   was cut off, or that it was written anew as a whole.
    public func check(known: ChainHead? = nil) throws -> ChainCheck {
        var hash = Self.origin
        var expected = 1
        while true {
            let rows = try session.rows(
                """
                SELECT \(Self.columns), payload_digest, hash FROM event WHERE position >= $1
                ORDER BY position LIMIT 1000
                """, expected)
            if rows.isEmpty { break }
            for row in rows {
                let entry = try Self.entry(row)
                let digest = try row.bytes(7)
                hash = Self.link(after: hash, entry, payloadDigest: digest)
                if let fault = try Self.fault(row, entry, expected, digest, hash) {
                    return .broken(ChainBreak(position: expected, fault: fault, entry: entry))
                }
                if let known, known.position == expected, known.hash != String(hexadecimal: hash) {
                    return .broken(ChainBreak(position: expected, fault: .rewritten, entry: entry))
                }
                expected += 1
            }
        }
        if let known, known.position >= expected {
            return .broken(ChainBreak(position: expected, fault: .cutOff, entry: nil))
        }
        return .whole(events: expected - 1, lastHash: String(hexadecimal: hash))
    }

    private static func fault(
        _ row: DatabaseRow, _ entry: LoggedEvent, _ expected: Int, _ digest: [UInt8], _ hash: [UInt8]
    ) throws -> ChainBreak.Fault? {
        guard entry.position == expected else { return .missing }
        guard try row.bytes(8) == hash else { return .metadata }
        guard let payload = entry.payload else { return PlainContacts.empties(entry) ? nil : .emptied }
        return [UInt8](SHA256.hash(data: Data(payload.utf8))) == digest ? nil : .payload
    }

    static let columns = "position, stream, version, recorded_at, actor, kind, payload"
    private static let origin = [UInt8](repeating: 0, count: 32)

    static func entry(_ row: DatabaseRow) throws -> LoggedEvent {
        LoggedEvent(
            position: try row.integer(0), stream: try row.text(1), version: try row.integer(2),
            recordedAt: try row.timestamp(3), actor: try row.text(4), kind: try row.text(5),
            payload: try row.optional(6, row.text))
    }

    /// SHA-256 over the previous hash and every field, each with its length before it so that none can run into
    /// the next.
    private static func link(
        after previous: [UInt8], _ entry: LoggedEvent, payloadDigest: [UInt8]
    ) -> [UInt8] {
        var hasher = SHA256()
        hasher.update(data: previous)
        let fields = [
            String(entry.position), entry.stream, String(entry.version), String(entry.recordedAt.seconds),
            entry.actor, entry.kind,
        ]
        for field in fields {
            withUnsafeBytes(of: UInt32(field.utf8.count).bigEndian) { hasher.update(bufferPointer: $0) }
            hasher.update(data: Data(field.utf8))
        }
        hasher.update(data: payloadDigest)
        return [UInt8](hasher.finalize())
    }
}
