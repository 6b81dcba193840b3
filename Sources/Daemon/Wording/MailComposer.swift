import Conferences
import Outbound
import Persistence
import WorkingDays

/// Turns what a message carries into the words that are sent. Previewing, rehearsing and sending all use it.
public struct MailComposer: Sendable {
    private let partnership: PartnershipConfiguration.Partnership
    private let mail: PartnershipConfiguration.Mail
    private let templates: MessageTemplates
    private let language: MessageLanguage
    private let calendar: WorkingDayCalendar
    private let guidance: [ObligationKind: PartnershipConfiguration.Guidance]
    private let invitations: PartnershipConfiguration.Invitations
    private let links: AnswerLinks?

    /// Which templates messages are written with.
    public var wordingVersion: String { templates.version }

    /// - Parameters:
    ///   - templates: Others than the configuration names, to look at.
    ///   - language: Another than the configuration names.
    ///   - keys: What links are signed with; without it there are none.
    /// - Throws: `TemplateError` or ``ConfigurationError`` when a template or the words cannot be used.
    public init(
        _ configuration: PartnershipConfiguration, templates: MessageTemplates? = nil, language: MessageLanguage? = nil,
        keys: MasterKeys?
    ) throws {
        partnership = configuration.partnership
        mail = configuration.mail
        invitations = configuration.invitations
        self.templates = try templates ?? MessageTemplates(directory: configuration.mail.templates)
        self.language = language ?? configuration.mail.language
        calendar = configuration.calendar
        guidance = configuration.guidance
        links = keys.flatMap { keys in configuration.web.map { AnswerLinks(keys, below: $0.address) } }
    }

    /// - Parameter now: The moment of sending, against which "due today" is reckoned.
    public func compose(
        id: String, recipient: ClaimedMessage.Recipient, items: [ReminderItem], now: Timestamp
    ) throws -> MailMessage {
        let language = try templates.language(language)
        let said = try wording(language).items(items, now: now) { item in
            guard let links, let place = item.place, case .conference(let conference) = item.matter else { return nil }
            return links.answer(
                place.number, turn: place.turn, of: conference, sitting: item.sitting, to: recipient.reference, in: id)
        }
        return try write(
            ReminderMail(
                partnership: partnership.name, recipientName: recipient.name, matters: language.words.matters(said),
                items: said, administratorContact: partnership.administratorContact),
            in: language, id: id, to: recipient, about: items.map(\.matter), now: now)
    }

    /// What an administrator is told of a message that does not reach its reader.
    public func compose(
        id: String, recipient: ClaimedMessage.Recipient, alert: DeliveryAlert, now: Timestamp
    ) throws -> MailMessage {
        let language = try templates.language(language)
        let said =
            try wording(language).items(alert.items, now: now)
            + (alert.invitation.map { [InvitationWording($0, words: language.words).item] } ?? [])
        return try write(
            AlertWording(alert, words: language.words).mail(said, to: recipient.name, from: partnership.name),
            in: language, id: id, to: recipient, about: alert.items.map(\.matter), now: now)
    }

    /// An invitation, a change of it, or its end, with what the recipient's calendar makes of it.
    public func compose(
        id: String, recipient: ClaimedMessage.Recipient, invitation facts: InvitationLetter, now: Timestamp
    ) throws -> MailMessage {
        let language = try templates.language(language)
        let link = links.flatMap { links in
            facts.turn.map {
                links.answer(
                    facts.entry.number, turn: $0, of: facts.entry.conference, sitting: facts.entry.sitting,
                    to: recipient.reference, in: id)
            }
        }
        return try write(
            InvitationWording(facts, words: language.words, link: link).mail(
                to: recipient.name, from: partnership.name, administratorContact: partnership.administratorContact),
            in: language, id: id, to: recipient, about: [.conference(facts.entry.conference)],
            calendar: facts.entry, now: now)
    }

    private func wording(_ language: MessageTemplates.Language) -> ReminderWording {
        ReminderWording(words: language.words, calendar: calendar, guidance: guidance)
    }

    private func write(
        _ view: ReminderMail, in language: MessageTemplates.Language, id: String,
        to recipient: ClaimedMessage.Recipient,
        about matters: [Matter], calendar entry: CalendarEntry? = nil, now: Timestamp
    ) throws -> MailMessage {
        let rendered = try language.layouts.render(view)
        let to = try MailAddress(recipient.email, name: recipient.name)
        return try MailMessage(
            id: id, from: mail.from, replyTo: mail.replyTo, to: to, subject: rendered.subject, text: rendered.text,
            html: rendered.html, date: now.seconds, references: references(recipient, matters),
            calendar: try entry.map { try calendarObject($0, for: to) })
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

    /// One root for each conference and recipient, so that mail programs gather what belongs together.
    private func references(_ recipient: ClaimedMessage.Recipient, _ matters: [Matter]) -> [String] {
        Set(matters).sorted().prefix(10).map { matter in
            let kind = if case .discussion = matter { "discussion" } else { "conference" }
            return "\(kind).\(matter.reference).\(recipient.reference.text)@\(mail.from.domain)"
        }
    }
}
