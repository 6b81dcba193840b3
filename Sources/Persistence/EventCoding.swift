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

    /// What was encoded with nothing to be sealed in it.
    static func decode<Value: Decodable>(_ text: String) throws -> Value {
        try JSONDecoder().decode(Value.self, from: Data(text.utf8))
    }

    /// Events of one stream.
    static func decode<Event: Decodable>(all payloads: [String], sealer: any NoteSealer) throws -> [Event] {
        let decoder = JSONDecoder()
        decoder.userInfo[.noteSealer] = sealer
        return try decoder.decode([Event].self, from: Data("[\(payloads.joined(separator: ","))]".utf8))
    }

    private static func text(_ event: some Encodable, sealer: any NoteSealer) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        encoder.userInfo[.noteSealer] = sealer
        return String(decoding: try encoder.encode(event), as: UTF8.self)
    }
}
