import CLibical
import WorkingDays

/// Writes an invitation with libical, which folds lines and escapes texts. No pointer of libical's leaves this file.
///
/// libical returns no pointer only where there is no memory left.
struct CalendarWriter {
    let invitation: CalendarInvitation
    let method: CalendarObject.Method

    private static let errorsAreValues: Void = quorate_calendar_errors_are_values()

    func bytes() -> [UInt8] {
        Self.errorsAreValues
        let calendar = icalcomponent_new(ICAL_VCALENDAR_COMPONENT)!
        defer { icalcomponent_free(calendar) }
        icalcomponent_add_property(calendar, icalproperty_new_version("2.0"))
        icalcomponent_add_property(calendar, icalproperty_new_prodid("-//Quorate//Quorate//EN"))
        icalcomponent_add_property(
            calendar, icalproperty_new_method(isRequest ? ICAL_METHOD_REQUEST : ICAL_METHOD_CANCEL))
        icalcomponent_add_component(calendar, icalparser_parse_string(CalendarTimeZone.text)!)
        icalcomponent_add_component(calendar, event())
        let text = icalcomponent_as_ical_string_r(calendar)!
        defer { icalmemory_free_buffer(text) }
        return Array(String(cString: text).utf8)
    }

    private var isRequest: Bool { method == .request }

    private func event() -> OpaquePointer {
        let event = icalcomponent_new(ICAL_VEVENT_COMPONENT)!
        for property in identity + [organizer(), attendee()] + times + texts + classification {
            icalcomponent_add_property(event, property)
        }
        return event
    }

    private var identity: [OpaquePointer] {
        [icalproperty_new_uid(invitation.uid.text), icalproperty_new_sequence(Int32(invitation.sequence))]
    }

    private func organizer() -> OpaquePointer {
        let property = icalproperty_new_organizer(invitation.organizer.mailto)!
        addName(of: invitation.organizer, to: property)
        return property
    }

    private func attendee() -> OpaquePointer {
        let property = icalproperty_new_attendee(invitation.attendee.mailto)!
        addName(of: invitation.attendee, to: property)
        icalproperty_add_parameter(property, icalparameter_new_cutype(ICAL_CUTYPE_INDIVIDUAL))
        icalproperty_add_parameter(property, icalparameter_new_role(ICAL_ROLE_REQPARTICIPANT))
        if isRequest {
            icalproperty_add_parameter(property, icalparameter_new_partstat(ICAL_PARTSTAT_NEEDSACTION))
            icalproperty_add_parameter(property, icalparameter_new_rsvp(ICAL_RSVP_TRUE))
        }
        return property
    }

    private func addName(of address: MailAddress, to property: OpaquePointer) {
        if let name = address.calendarName {
            icalproperty_add_parameter(property, icalparameter_new_cn(name))
        }
    }

    private var times: [OpaquePointer] {
        let writtenAt = icaltime_from_timet_with_zone(
            time_t(invitation.writtenAt.seconds), 0, icaltimezone_get_utc_timezone())
        return [
            icalproperty_new_dtstamp(writtenAt),
            inLondon(icalproperty_new_dtstart(clockTime(invitation.startsAt))),
            inLondon(icalproperty_new_dtend(clockTime(invitation.endsAt))),
        ]
    }

    private func inLondon(_ property: OpaquePointer) -> OpaquePointer {
        icalproperty_add_parameter(property, icalparameter_new_tzid(CalendarTimeZone.identifier))
        return property
    }

    private func clockTime(_ instant: Timestamp) -> icaltimetype {
        let (date, time) = EuropeLondon.local(instant)
        var result = icaltime_null_time()
        (result.year, result.month, result.day) = (Int32(date.year), Int32(date.month), Int32(date.day))
        (result.hour, result.minute, result.second) = (Int32(time.hour), Int32(time.minute), Int32(time.second))
        return result
    }

    private var texts: [OpaquePointer] {
        let texts: [OpaquePointer?] = [
            icalproperty_new_summary(invitation.summary), invitation.location.map { icalproperty_new_location($0) },
            invitation.description.map { icalproperty_new_description($0) },
            invitation.url.map { icalproperty_new_url($0) },
        ]
        return texts.compactMap { $0 }
    }

    private var classification: [OpaquePointer] {
        [
            icalproperty_new_status(isRequest ? ICAL_STATUS_CONFIRMED : ICAL_STATUS_CANCELLED),
            icalproperty_new_class(ICAL_CLASS_PRIVATE), icalproperty_new_transp(ICAL_TRANSP_OPAQUE),
        ]
    }
}
