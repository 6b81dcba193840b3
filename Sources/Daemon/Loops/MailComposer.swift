import Conferences
import Outbound
import Persistence
import WorkingDays

/// Turns what a message carries into the words that are sent. Previewing, rehearsing and sending all use it.
public struct MailComposer: Sendable {
    private let partnership: PartnershipConfiguration.Partnership
    private let mail: PartnershipConfiguration.Mail
    private let templates: ReminderTemplates
    private let wording: ReminderWording
    private let invitations: PartnershipConfiguration.Invitations

    /// Which templates messages are written with.
    public var wordingVersion: String { templates.version }

    /// - Throws: `TemplateError` when a template cannot be used.
    public init(_ configuration: PartnershipConfiguration) throws {
        partnership = configuration.partnership
        mail = configuration.mail
        invitations = configuration.invitations
        templates = try ReminderTemplates(directory: configuration.mail.templates)
        wording = ReminderWording(calendar: configuration.calendar, guidance: configuration.guidance)
    }

    /// - Parameter now: The moment of sending, against which "due today" is reckoned.
    public func compose(
        id: String, recipient: ClaimedMessage.Recipient, items: [ReminderItem], now: Timestamp
    ) throws -> MailMessage {
        try compose(
            id: id, recipient: recipient, about: items,
            ReminderMail(
                partnership: partnership.name, recipientName: recipient.name,
                items: try wording.items(items, now: now),
                administratorContact: partnership.administratorContact), now: now)
    }

    /// What an administrator is told of a message that does not reach its reader.
    public func compose(
        id: String, recipient: ClaimedMessage.Recipient, alert: DeliveryAlert, now: Timestamp
    ) throws -> MailMessage {
        let words = AlertWording(alert)
        let items =
            try wording.items(alert.items, now: now) + (alert.invitation.map { [InvitationWording($0).item] } ?? [])
        return try compose(
            id: id, recipient: recipient, about: alert.items,
            ReminderMail(
                partnership: partnership.name, recipientName: recipient.name, intro: words.intro,
                items: items.map(words.item),
                reason: "you administer or chair what is named above"), now: now)
    }

    /// An invitation, a change of it, or its end, with what the recipient's calendar makes of it.
    public func compose(
        id: String, recipient: ClaimedMessage.Recipient, invitation facts: InvitationLetter, now: Timestamp
    ) throws -> MailMessage {
        let words = InvitationWording(facts)
        let view = ReminderMail(
            partnership: partnership.name, recipientName: recipient.name, intro: words.intro, items: [words.item],
            administratorContact: partnership.administratorContact, reason: words.reason)
        let rendered = try templates.render(view)
        let to = try MailAddress(recipient.email, name: recipient.name)
        return try MailMessage(
            id: id, from: mail.from, replyTo: mail.replyTo, to: to, subject: words.subject, text: rendered.text,
            html: rendered.html, date: now.seconds,
            references: references(recipient, [.conference(facts.entry.conference)]),
            calendar: try calendarObject(facts.entry, for: to))
    }

    private func calendarObject(_ entry: CalendarEntry, for attendee: MailAddress) throws -> CalendarObject {
        let startsAt = entry.sitting.startsAt
        let invitation = try CalendarInvitation(
            uid: CalendarUID("\(entry.uid)@\(mail.from.domain)"), sequence: entry.sequence,
            organizer: mail.replyTo ?? mail.from, attendee: MailAddress(attendee.address, name: attendee.name),
            writtenAt: entry.writtenAt, startsAt: startsAt,
            endsAt: startsAt.adding(seconds: invitations.minutes * 60), summary: "Meeting \(entry.conference)",
            location: entry.sitting.place)
        return entry.isCancelled ? invitation.cancellation() : invitation.request()
    }

    private func compose(
        id: String, recipient: ClaimedMessage.Recipient, about items: [ReminderItem], _ view: ReminderMail,
        now: Timestamp
    ) throws -> MailMessage {
        let rendered = try templates.render(view)
        return try MailMessage(
            id: id, from: mail.from, replyTo: mail.replyTo,
            to: MailAddress(recipient.email, name: recipient.name), subject: rendered.subject, text: rendered.text,
            html: rendered.html, date: now.seconds, references: references(recipient, items.map(\.matter)))
    }

    /// One root for each conference and recipient, so that mail programs gather what belongs together.
    private func references(_ recipient: ClaimedMessage.Recipient, _ matters: [Matter]) -> [String] {
        Set(matters).sorted().prefix(10).map { matter in
            let kind = if case .discussion = matter { "discussion" } else { "conference" }
            return "\(kind).\(matter.reference).\(recipient.reference.text)@\(mail.from.domain)"
        }
    }
}
