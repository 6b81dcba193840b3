import CLibical

/// What libical read out of sifted lines, as plain values. No pointer of libical's leaves this file.
struct ParsedCalendar {
    struct Attendee {
        /// A URI, usually `mailto:`.
        let address: String
        /// The parameter EMAIL, which Apple writes where the URI is one of its own.
        let email: String?
        /// The parameter PARTSTAT.
        let status: String?
    }

    struct Event {
        var uids: [String] = []
        var sequences: [String] = []
        var stamps: [String] = []
        var attendees: [Attendee] = []
        var comments: [String] = []
        var isOneOfSeries = false
    }

    private(set) var methods: [String] = []
    private(set) var events: [Event] = []

    private static let errorsAreValues: Void = quorate_calendar_errors_are_values()

    /// - Throws: `.notACalendar` if libical finds none, `.faultyLine` if it had to leave a line out.
    init(_ text: String) throws(CalendarReading.Unusable) {
        Self.errorsAreValues
        guard let root = icalparser_parse_string(text) else { throw .notACalendar }
        defer { icalcomponent_free(root) }
        guard icalcomponent_isa(root) == ICAL_VCALENDAR_COMPONENT else { throw .notACalendar }
        // A line left out might have been a second attendee.
        guard icalcomponent_count_errors(root) == 0 else { throw .faultyLine }
        methods = Self.properties(of: root).filter { icalproperty_isa($0) == ICAL_METHOD_PROPERTY }.map(Self.value)
        var component = icalcomponent_get_first_component(root, ICAL_VEVENT_COMPONENT)
        while let event = component {
            events.append(Self.event(event))
            component = icalcomponent_get_next_component(root, ICAL_VEVENT_COMPONENT)
        }
    }

    private static func properties(of component: OpaquePointer) -> [OpaquePointer] {
        var found: [OpaquePointer] = []
        var property = icalcomponent_get_first_property(component, ICAL_ANY_PROPERTY)
        while let current = property {
            found.append(current)
            property = icalcomponent_get_next_property(component, ICAL_ANY_PROPERTY)
        }
        return found
    }

    private static func event(_ component: OpaquePointer) -> Event {
        var event = Event()
        for property in properties(of: component) {
            switch icalproperty_isa(property) {
            case ICAL_UID_PROPERTY: event.uids.append(text(property))
            case ICAL_SEQUENCE_PROPERTY: event.sequences.append(value(property))
            case ICAL_DTSTAMP_PROPERTY: event.stamps.append(value(property))
            case ICAL_COMMENT_PROPERTY: event.comments.append(text(property))
            case ICAL_RECURRENCEID_PROPERTY: event.isOneOfSeries = true
            case ICAL_ATTENDEE_PROPERTY: event.attendees.append(attendee(property))
            default: break
            }
        }
        return event
    }

    private static func attendee(_ property: OpaquePointer) -> Attendee {
        Attendee(
            address: value(property), email: parameter("EMAIL", of: property),
            status: parameter("PARTSTAT", of: property))
    }

    /// The value as it is written.
    private static func value(_ property: OpaquePointer) -> String {
        owned(icalproperty_get_value_as_string_r(property)) ?? ""
    }

    /// The value of a text, without its escapes.
    private static func text(_ property: OpaquePointer) -> String {
        guard let value = icalproperty_get_value(property), let text = icalvalue_get_text(value) else { return "" }
        return String(cString: text)
    }

    private static func parameter(_ name: String, of property: OpaquePointer) -> String? {
        owned(icalproperty_get_parameter_as_string_r(property, name))
    }

    private static func owned(_ text: UnsafeMutablePointer<CChar>?) -> String? {
        guard let text else { return nil }
        defer { icalmemory_free_buffer(text) }
        return String(cString: text)
    }
}
