import Conferences
import Foundation
import WorkingDays

/// The stream of a conference or a strategy discussion as events, its notes opened with its case's key.
struct CaseStream<Event: Decodable> {
    private let stream: String
    let entries: [Entry]
    /// The case, known from the first entry; `nil` for a stream without entries.
    let caseReference: CaseReference?

    struct Entry {
        let recordedAt: Timestamp
        /// Empty where somebody has taken it out.
        let payload: String
    }

    init(_ stream: String, in session: any DatabaseSession) throws {
        self.stream = stream
        entries = try session.rows(
            "SELECT recorded_at, payload FROM event WHERE stream = $1 ORDER BY version", stream
        ).map { Entry(recordedAt: try $0.timestamp(0), payload: try $0.optional(1, $0.text) ?? "") }
        caseReference = try entries.first.map { try CaseOpening.caseReference($0.payload) }
    }

    /// All are read at one go, since each reading by itself costs as much again.
    ///
    /// - Throws: ``StoreError/emptied(stream:version:)`` where an entry has lost its content: without it the case would stand
    ///   as it never did.
    func events(_ session: any DatabaseSession) throws -> [(event: Event, at: Timestamp)] {
        guard let caseReference else { return [] }
        if let place = entries.firstIndex(where: \.payload.isEmpty) {
            throw StoreError.emptied(stream: stream, version: place + 1)
        }
        let sealer = try Keyring(session).opener(for: .case(caseReference))
        let events: [Event] = try EventCoding.decode(all: entries.map(\.payload), sealer: sealer)
        return zip(events, entries).map { (event: $0, at: $1.recordedAt) }
    }
}

extension CaseStream<ConferenceEvent> {
    init(_ reference: ConferenceReference, in session: any DatabaseSession) throws {
        try self.init(Matter.conference(reference).stream, in: session)
    }
}

extension CaseStream<DiscussionEvent> {
    init(_ reference: DiscussionReference, in session: any DatabaseSession) throws {
        try self.init(Matter.discussion(reference).stream, in: session)
    }
}

extension Matter {
    /// Where the log keeps it.
    var stream: String {
        switch self {
        case .conference(let reference): "conference/\(reference)"
        case .discussion(let reference): "discussion/\(reference)"
        }
    }
}

/// As much of a stream's first event as tells under whose key the rest of it is sealed.
private enum CaseOpening {
    static func caseReference(_ payload: String) throws -> CaseReference {
        let opening = try JSONDecoder().decode([String: Arranged].self, from: Data(payload.utf8))
        guard let arranged = opening.values.first else { throw StoreError.unexpectedValue(column: 6) }
        return arranged.as.caseReference
    }

    private struct Arranged: Decodable {
        let `as`: Case
    }

    private struct Case: Decodable {
        let caseReference: CaseReference
    }
}
