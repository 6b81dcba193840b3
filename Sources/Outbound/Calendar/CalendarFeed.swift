import CLibical
import WorkingDays

/// A person's meetings as a calendar to subscribe to: read only, with no attendees in it.
///
/// - Source: RFC 5545; RFC 5546, 3.2.1 (*PUBLISH*).
public struct CalendarFeed: Hashable, Sendable {
    /// One meeting.
    public struct Event: Hashable, Sendable {
        public let uid: CalendarUID
        /// When this version came about. Part of the content: asked for anew, it is the same.
        public let writtenAt: Timestamp
        /// Europe/London, as the end.
        public let startsAt: Timestamp
        public let endsAt: Timestamp
        public let summary: String
        public let location: String
        public let isCancelled: Bool

        /// - Parameters:
        ///   - summary: 1 to 1000 bytes, without control characters.
        ///   - location: At most 1000 bytes; an empty one counts as none.
        /// - Throws: `CalendarInvitationError`, as an invitation with these values does.
        public init(
            uid: CalendarUID, writtenAt: Timestamp, startsAt: Timestamp, endsAt: Timestamp, summary: String,
            location: String, isCancelled: Bool
        ) throws(CalendarInvitationError) {
            for instant in [writtenAt, startsAt, endsAt] { try CalendarInvitation.check(instant) }
            guard startsAt < endsAt else { throw .endsBeforeItStarts }
            try CalendarInvitation.check(startsAt: startsAt, endsAt: endsAt)
            guard !summary.isEmpty else { throw .emptySummary }
            try CalendarInvitation.check(summary, as: .summary, maximum: 1000)
            try CalendarInvitation.check(location, as: .location, maximum: 1000)
            (self.uid, self.writtenAt, self.startsAt, self.endsAt) = (uid, writtenAt, startsAt, endsAt)
            (self.summary, self.location, self.isCancelled) = (summary, location, isCancelled)
        }
    }

    public let organizer: MailAddress
    public let events: [Event]

    public init(organizer: MailAddress, events: [Event]) { (self.organizer, self.events) = (organizer, events) }

    /// UTF-8, CR LF, lines folded. Programs are asked to come back after four hours.
    public func bytes() -> [UInt8] {
        let hints = [
            icalproperty_new_from_string("X-WR-CALNAME:Meetings")!,
            icalproperty_new_from_string("X-PUBLISHED-TTL:PT4H")!,
        ]
        return CalendarProperties.calendar(ICAL_METHOD_PUBLISH, more: hints, events: events.map(component))
    }

    private func component(_ event: Event) -> OpaquePointer {
        let component = icalcomponent_new(ICAL_VEVENT_COMPONENT)!
        var properties: [OpaquePointer] = [
            icalproperty_new_uid(event.uid.text), CalendarProperties.organizer(organizer),
            icalproperty_new_summary(event.summary),
        ]
        if !event.location.isEmpty { properties.append(icalproperty_new_location(event.location)) }
        properties += CalendarProperties.times(
            writtenAt: event.writtenAt, startsAt: event.startsAt, endsAt: event.endsAt)
        properties += CalendarProperties.classification(isCancelled: event.isCancelled)
        for property in properties { icalcomponent_add_property(component, property) }
        return component
    }
}
