import Conferences
import Outbound
import Persistence
import WorkingDays

/// What a calendar that somebody subscribes to says of their meetings: as little as invitations do.
struct CalendarSubscription: Sendable {
    let mail: PartnershipConfiguration.Mail
    /// How long a meeting is entered for, in minutes.
    let minutes: Int

    /// - Throws: `CalendarInvitationError` for what no calendar can hold.
    func bytes(_ engagements: [Engagement]) throws -> [UInt8] {
        CalendarFeed(organizer: mail.replyTo ?? mail.from, events: try engagements.map(event)).bytes()
    }

    private func event(_ engagement: Engagement) throws -> CalendarFeed.Event {
        let startsAt = engagement.sitting.startsAt
        return try CalendarFeed.Event(
            uid: CalendarUID("\(engagement.uid)@\(mail.from.domain)"), writtenAt: engagement.changedAt,
            startsAt: startsAt, endsAt: startsAt.adding(seconds: minutes * 60),
            summary: "Meeting \(engagement.matter.reference)", location: engagement.sitting.place,
            isCancelled: engagement.isCancelled)
    }
}
