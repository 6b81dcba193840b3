import Foundation

/// A mail's calendar object as Python's `icalendar` package understood it.
public struct ReadCalendar: Codable, Sendable {
    /// Media types of the message and all its parts, outermost first.
    public let types: [String]
    /// The method that the media type names.
    public let partMethod: String
    public let charset: String
    public let fileName: String
    public let fileIsTheSame: Bool
    /// The method that the object names.
    public let method: String
    public let uid: String
    public let sequence: Int
    public let attendees: [String]
    public let attendeeParameters: [String: String]
    public let organizer: String
    /// Instants, in seconds since 1970, by the time zone that the object carries.
    public let startsAt: Int64
    public let endsAt: Int64
    public let writtenAt: Int64
    /// Summary, location, description and URL.
    public let texts: [String]
    public let status: String
    public let `class`: String
    public let properties: [String]

    /// How many moments were compared with Python's own Europe/London, and those that differ.
    public struct Comparison: Codable, Sendable {
        public let count: Int
        /// How many different time zones the objects carried.
        public let zones: Int
        public let differ: [[Int64]]
    }

    /// Reads the calendar objects in mail files with parsers that are not ours.
    public static func read(_ files: [String]) async throws -> [ReadCalendar] {
        try JSONDecoder().decode([ReadCalendar].self, from: Data(try await script(files).utf8))
    }

    /// What a calendar that is not ours answers to the invitations in mail files, as calendar objects.
    public static func replies(_ status: String, to files: [String]) async throws -> [[UInt8]] {
        try await script(["--reply", status] + files).split(separator: "\n").map { line in
            guard let data = Data(base64Encoded: String(line)) else { throw PeerError("No base64: \(line)") }
            return Array(data)
        }
    }

    /// Compares the starts of calendar objects with Python's own Europe/London; a file of JSON.
    public static func compare(_ file: String) async throws -> Comparison {
        try JSONDecoder().decode(Comparison.self, from: Data(try await script(["--sweep", file]).utf8))
    }

    private static func script(_ arguments: [String]) async throws -> String {
        try await runSuccessfully(Locations.python, [Locations.script("read_calendar.py")] + arguments)
    }
}
