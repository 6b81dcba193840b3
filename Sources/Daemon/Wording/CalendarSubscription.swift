import Conferences
import Outbound
import Persistence
import WorkingDays

/// What a calendar that somebody subscribes to says of their meetings: as little as invitations do.
struct CalendarSubscription: Sendable {
    let mail: PartnershipConfiguration.Mail
    /// How long a meeting is entered for, in minutes.
    let minutes: Int
    let templates: MessageTemplates

    /// - Parameter language: What its reader chose.
    /// - Throws: `CalendarInvitationError` for what no calendar can hold.
    func bytes(_ engagements: [Engagement], in language: ReadingLanguage?) throws -> [UInt8] {
        let words = try templates.language(templates.language(chosen: language, orElse: mail.language)).words
        return CalendarFeed(
            organizer: mail.replyTo ?? mail.from, events: try engagements.map { try event($0, words) }
        ).bytes()
    }

    private func event(_ engagement: Engagement, _ words: MessageWords) throws -> CalendarFeed.Event {
        let startsAt = engagement.sitting.startsAt
        return try CalendarFeed.Event(
            uid: CalendarUID("\(engagement.uid)@\(mail.from.domain)"), writtenAt: engagement.changedAt,
            startsAt: startsAt, endsAt: startsAt.adding(seconds: minutes * 60),
            summary: words[.calendarSummary, ["conference": engagement.matter.reference]],
            location: engagement.sitting.place, isCancelled: engagement.isCancelled)
    }
}
