import CLibical

/// A calendar object as libical reads it, and what libical finds wrong with it.
public struct CheckedCalendar: Sendable {
    /// The method that the object names.
    public let method: String
    /// Whether every line could be read.
    public let isWhole: Bool
    /// Whether it has what its method asks for and nothing that it forbids, by libical's table of RFC 5546.
    public let isPermitted: Bool
    /// What is not so, in libical's words, each once.
    public let faults: [String]
    /// When its one event starts, in seconds since 1970, by the time zone that the object carries.
    public let startsAt: Int64

    private static let errorsAreValues: Void = quorate_calendar_errors_are_values()

    /// - Throws: ``PeerError`` for what is no calendar, or has no event that starts in a time zone of the object's own.
    public init(_ bytes: [UInt8]) throws {
        Self.errorsAreValues
        guard let root = icalparser_parse_string(String(decoding: bytes, as: UTF8.self)) else {
            throw PeerError("libical finds no calendar object in it.")
        }
        defer { icalcomponent_free(root) }
        guard icalcomponent_isa(root) == ICAL_VCALENDAR_COMPONENT,
            let event = icalcomponent_get_first_component(root, ICAL_VEVENT_COMPONENT)
        else { throw PeerError("It is not one calendar with an event.") }
        method = String(cString: icalproperty_method_to_string(icalcomponent_get_method(root)))
        isWhole = icalcomponent_count_errors(root) == 0
        isPermitted = icalrestriction_check(root) == 1
        // What does not pass has been marked in the object.
        faults = Set(Self.lines(of: root).filter { $0.hasPrefix("X-LIC-ERROR") }).sorted()
        startsAt = try Self.instant(icalcomponent_get_dtstart(event), in: root)
    }

    private static func lines(of root: OpaquePointer) -> [String] {
        let text = icalcomponent_as_ical_string_r(root)!
        defer { icalmemory_free_buffer(text) }
        return String(cString: text).replacing("\r\n ", with: "").split(separator: "\r\n").map(String.init)
    }

    private static func instant(_ start: icaltimetype, in root: OpaquePointer) throws -> Int64 {
        // For a zone that the object lacks libical takes one of the machine's.
        guard let zone = start.zone, zone == icalcomponent_get_timezone(root, icaltime_get_tzid(start)) else {
            throw PeerError("It does not start in a time zone that it carries.")
        }
        return Int64(icaltime_as_timet_with_zone(start, zone))
    }
}
