import Foundation
import TestPeers

/// Replies as the three common calendars write them, after RFC 5546 and the forms that those have published.
enum ReplySample {
    static let files = ["outlook-accepted", "google-declined", "apple-tentative", "outlook-counter"]

    static func bytes(_ name: String) throws -> [UInt8] {
        let path = "\(Locations.repository)/Tests/CalendarRepliesTests/replies/\(name).ics"
        return Array(try Data(contentsOf: URL(fileURLWithPath: path)))
    }

    /// A plain reply; each test spoils one thing in it.
    static let plain = """
        BEGIN:VCALENDAR
        VERSION:2.0
        METHOD:REPLY
        BEGIN:VEVENT
        UID:cp-1@council.example
        SEQUENCE:3
        DTSTAMP:20261125T143015Z
        ATTENDEE;PARTSTAT=ACCEPTED:mailto:a@b.example
        END:VEVENT
        END:VCALENDAR

        """

    /// The plain reply with one line in place of another.
    static func plain(_ line: String, becomes other: String) -> [UInt8] {
        let changed = plain.replacing(line + "\n", with: other.isEmpty ? "" : other + "\n")
        precondition(changed != plain, "\(line) is no line of the plain reply")
        return Array(changed.replacing("\n", with: "\r\n").utf8)
    }
}
