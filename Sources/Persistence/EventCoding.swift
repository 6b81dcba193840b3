import Conferences
import Foundation
import WorkingDays

/// Events as the log keeps them: JSON with sorted keys, its notes sealed.
enum EventCoding {
    /// - Parameter sealer: Of the case or person that the event belongs to.
    static func encode(_ event: some Encodable, sealer: SubjectSealer) throws -> String {
        try text(event, sealer: sealer)
    }

    /// An event in which nothing is to be sealed; a note in it is refused.
    static func encode(_ event: some Encodable) throws -> String { try text(event, sealer: NoSealer()) }

    /// - Throws: When the payload was erased, or was not written by this program.
    static func decode<Event: Decodable>(
        _ entry: LoggedEvent, as: Event.Type = Event.self, sealer: any NoteSealer
    ) throws -> Event {
        let decoder = JSONDecoder()
        decoder.userInfo[.noteSealer] = sealer
        return try decoder.decode(Event.self, from: Data((entry.payload ?? "").utf8))
    }

    private static func text(_ event: some Encodable, sealer: any NoteSealer) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        encoder.userInfo[.noteSealer] = sealer
        return String(decoding: try encoder.encode(event), as: UTF8.self)
    }
}

/// A conference's stream as events, its notes opened with its case's key.
struct ConferenceStream {
    let entries: [LoggedEvent]
    /// The case, known from the first entry; `nil` for a stream without entries.
    let caseReference: CaseReference?

    init(_ reference: ConferenceReference, in session: any DatabaseSession) throws {
        entries = try EventLog(session).entries(of: Registrar.stream(reference))
        caseReference = try entries.first.map(Self.caseReference)
    }

    func events(_ session: any DatabaseSession) throws -> [(event: ConferenceEvent, at: Timestamp)] {
        guard let caseReference else { return [] }
        let sealer = try Keyring(session).opener(for: .case(caseReference))
        return try entries.map { (event: try EventCoding.decode($0, sealer: sealer), at: $0.recordedAt) }
    }

    private static func caseReference(_ first: LoggedEvent) throws -> CaseReference {
        try JSONDecoder().decode(Opening.self, from: Data((first.payload ?? "").utf8)).scheduled.as.caseReference
    }

    /// As much of the first event as tells under whose key the rest of it is sealed.
    private struct Opening: Decodable {
        let scheduled: Arrangement

        struct Arrangement: Decodable {
            let `as`: Case
        }

        struct Case: Decodable {
            let caseReference: CaseReference
        }
    }
}
