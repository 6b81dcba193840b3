import CLibical
import WorkingDays

/// What every calendar object is made of, by libical, which folds lines and escapes texts. No pointer of libical's leaves
/// the files of this folder.
///
/// libical returns no pointer only where there is no memory left.
enum CalendarProperties {
    private static let errorsAreValues: Void = quorate_calendar_errors_are_values()

    /// A whole calendar, with the clock of the United Kingdom.
    ///
    /// - Parameter events: Owned by the calendar from here on.
    static func calendar(
        _ method: icalproperty_method, more: [OpaquePointer] = [], events: [OpaquePointer]
    ) -> [UInt8] {
        errorsAreValues
        let calendar = icalcomponent_new(ICAL_VCALENDAR_COMPONENT)!
        defer { icalcomponent_free(calendar) }
        let properties = [
            icalproperty_new_version("2.0")!, icalproperty_new_prodid("-//Quorate//Quorate//EN")!,
            icalproperty_new_method(method)!,
        ]
        for property in properties + more { icalcomponent_add_property(calendar, property) }
        icalcomponent_add_component(calendar, icalparser_parse_string(CalendarTimeZone.text)!)
        for event in events { icalcomponent_add_component(calendar, event) }
        let text = icalcomponent_as_ical_string_r(calendar)!
        defer { icalmemory_free_buffer(text) }
        return Array(String(cString: text).utf8)
    }

    static func organizer(_ address: MailAddress) -> OpaquePointer {
        let property = icalproperty_new_organizer(address.mailto)!
        addName(of: address, to: property)
        return property
    }

    static func addName(of address: MailAddress, to property: OpaquePointer) {
        if let name = address.calendarName {
            icalproperty_add_parameter(property, icalparameter_new_cn(name))
        }
    }

    /// When it was written, in UTC; when it starts and ends, by the clock in London.
    static func times(writtenAt: Timestamp, startsAt: Timestamp, endsAt: Timestamp) -> [OpaquePointer] {
        let stamp = icaltime_from_timet_with_zone(time_t(writtenAt.seconds), 0, icaltimezone_get_utc_timezone())
        return [
            icalproperty_new_dtstamp(stamp), inLondon(icalproperty_new_dtstart(clockTime(startsAt))),
            inLondon(icalproperty_new_dtend(clockTime(endsAt))),
        ]
    }

    private static func inLondon(_ property: OpaquePointer) -> OpaquePointer {
        icalproperty_add_parameter(property, icalparameter_new_tzid(CalendarTimeZone.identifier))
        return property
    }

    private static func clockTime(_ instant: Timestamp) -> icaltimetype {
        let (date, time) = EuropeLondon.local(instant)
        var result = icaltime_null_time()
        (result.year, result.month, result.day) = (Int32(date.year), Int32(date.month), Int32(date.day))
        (result.hour, result.minute, result.second) = (Int32(time.hour), Int32(time.minute), Int32(time.second))
        return result
    }

    static func classification(isCancelled: Bool) -> [OpaquePointer] {
        [
            icalproperty_new_status(isCancelled ? ICAL_STATUS_CANCELLED : ICAL_STATUS_CONFIRMED),
            icalproperty_new_class(ICAL_CLASS_PRIVATE), icalproperty_new_transp(ICAL_TRANSP_OPAQUE),
        ]
    }
}
