import CLibical

/// Writes an invitation with libical.
struct CalendarWriter {
    let invitation: CalendarInvitation
    let method: CalendarObject.Method

    func bytes() -> [UInt8] {
        CalendarProperties.calendar(isRequest ? ICAL_METHOD_REQUEST : ICAL_METHOD_CANCEL, events: [event()])
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

    private func organizer() -> OpaquePointer { CalendarProperties.organizer(invitation.organizer) }

    private func attendee() -> OpaquePointer {
        let property = icalproperty_new_attendee(invitation.attendee.mailto)!
        CalendarProperties.addName(of: invitation.attendee, to: property)
        icalproperty_add_parameter(property, icalparameter_new_cutype(ICAL_CUTYPE_INDIVIDUAL))
        icalproperty_add_parameter(property, icalparameter_new_role(ICAL_ROLE_REQPARTICIPANT))
        if isRequest {
            icalproperty_add_parameter(property, icalparameter_new_partstat(ICAL_PARTSTAT_NEEDSACTION))
            icalproperty_add_parameter(property, icalparameter_new_rsvp(ICAL_RSVP_TRUE))
        }
        return property
    }

    private var times: [OpaquePointer] {
        CalendarProperties.times(
            writtenAt: invitation.writtenAt, startsAt: invitation.startsAt, endsAt: invitation.endsAt)
    }

    private var texts: [OpaquePointer] {
        let texts: [OpaquePointer?] = [
            icalproperty_new_summary(invitation.summary), invitation.location.map { icalproperty_new_location($0) },
            invitation.description.map { icalproperty_new_description($0) },
            invitation.url.map { icalproperty_new_url($0) },
        ]
        return texts.compactMap { $0 }
    }

    private var classification: [OpaquePointer] { CalendarProperties.classification(isCancelled: !isRequest) }
}
