import Conferences
import Foundation
import WorkingDays

/// The stream of a conference or a strategy discussion as events, its notes opened with its case's key.
struct CaseStream<Event: Decodable> {
    let entries: [LoggedEvent]
    /// The case, known from the first entry; `nil` for a stream without entries.
    let caseReference: CaseReference?

    init(_ stream: String, in session: any DatabaseSession) throws {
        entries = try EventLog(session).entries(of: stream)
        caseReference = try entries.first.map(CaseOpening.caseReference)
    }

    func events(_ session: any DatabaseSession) throws -> [(event: Event, at: Timestamp)] {
        guard let caseReference else { return [] }
        let sealer = try Keyring(session).opener(for: .case(caseReference))
        return try entries.map { (event: try EventCoding.decode($0, sealer: sealer), at: $0.recordedAt) }
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
    static func caseReference(_ first: LoggedEvent) throws -> CaseReference {
        let opening = try JSONDecoder().decode([String: Arranged].self, from: Data((first.payload ?? "").utf8))
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
