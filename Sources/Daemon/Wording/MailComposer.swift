import Conferences
import Outbound
import Persistence
import WorkingDays

/// Turns what a message carries into the words that are sent. Previewing, rehearsing and sending all use it.
public struct MailComposer: Sendable {
    private let partnership: PartnershipConfiguration.Partnership
    private let mail: PartnershipConfiguration.Mail
    private let templates: MessageTemplates
    private let language: ReadingLanguage
    private let configuredCalendar: WorkingDayCalendar
    private let guidance: [ObligationKind: PartnershipConfiguration.Guidance]
    private let invitations: PartnershipConfiguration.Invitations
    private let links: AnswerLinks?
    /// What stands before each text.
    private let textPrefix: String

    /// Which templates a message is written with: their version, and its reader's language.
    ///
    /// - Parameter reader: Absent for a webhook's call.
    func wording(to reader: ClaimedMessage.Recipient?) -> String {
        reader.map { "\(templates.version) \(reads($0).rawValue)" } ?? templates.version
    }

    private func reads(_ reader: ClaimedMessage.Recipient) -> ReadingLanguage {
        templates.language(chosen: reader.language, orElse: language)
    }

    /// - Parameters:
    ///   - templates: Others than the configuration names, to look at.
    ///   - language: Another than the configuration names, for whoever chose none.
    ///   - keys: What links are signed with; without it there are none.
    /// - Throws: `TemplateError` or ``ConfigurationError`` when a template or the words cannot be used.
    public init(
        _ configuration: PartnershipConfiguration, templates: MessageTemplates? = nil, language: ReadingLanguage? = nil,
        keys: MasterKeys?
    ) throws {
        partnership = configuration.partnership
        mail = configuration.mail
        invitations = configuration.invitations
        self.templates = templates ?? configuration.mail.templates
        self.language = language ?? configuration.mail.language
        configuredCalendar = configuration.calendar
        guidance = configuration.guidance
        links = keys.flatMap { keys in configuration.web.map { AnswerLinks(keys, below: $0.address) } }
        textPrefix = configuration.notify?.textPrefix ?? ""
    }

    /// A claimed message, as it leaves by mail or by text.
    func written(
        _ message: ClaimedMessage, by channel: MessageChannel, counting calendar: WorkingDayCalendar?, now: Timestamp
    ) throws -> WrittenMessage {
        channel == .text
            ? .text(try text(message, counting: calendar, now: now))
            : .mail(try mail(message, counting: calendar, now: now))
    }

    func mail(
        _ message: ClaimedMessage, counting calendar: WorkingDayCalendar?, now: Timestamp
    ) throws -> MailMessage {
        try mail(message.content, id: message.id, counting: calendar, now: now)
    }

    /// What somebody is told, by mail.
    ///
    /// - Parameters:
    ///   - calendar: What the days that are left are counted by; otherwise the configuration's.
    ///   - now: The moment of sending, against which "due today" is reckoned.
    public func mail(
        _ content: ClaimedMessage.Content, id: String, counting calendar: WorkingDayCalendar? = nil, now: Timestamp
    ) throws -> MailMessage {
        guard let reader = content.recipient else { throw NoWords() }
        let language = try templates.language(reads(reader))
        let view = try view(content, language.words, id: id, counting: calendar, now: now)
        return try write(
            view.mail, in: language, id: id, to: view.recipient, about: view.matters, calendar: view.entry, now: now)
    }

    /// What a mail says, before it is put into a layout.
    func said(_ content: ClaimedMessage.Content, id: String, now: Timestamp) throws -> ReminderMail {
        guard let reader = content.recipient else { throw NoWords() }
        return try view(content, templates.language(reads(reader)).words, id: id, counting: nil, now: now).mail
    }

    /// The same in as few words as a text message has room for.
    ///
    /// - Throws: ``TextTooLong`` when not even the shortest words have it.
    func text(
        _ message: ClaimedMessage, counting calendar: WorkingDayCalendar?, now: Timestamp
    ) throws -> TextMessage {
        try text(message.content, id: message.id, counting: calendar, now: now)
    }

    func text(
        _ content: ClaimedMessage.Content, id: String, counting calendar: WorkingDayCalendar? = nil, now: Timestamp
    ) throws -> TextMessage {
        guard let reader = content.recipient else { throw NoWords() }
        let words = try templates.language(reads(reader)).words
        let view = try view(content, words, id: id, counting: calendar, now: now)
        let mobile = reader.mobile ?? ""
        let isAnswered = view.mail.items.contains { $0.link != nil }
        let wording = TextWording(
            words: words, prefix: textPrefix, link: isAnswered ? links?.short(in: id, to: mobile) : nil)
        return TextMessage(
            id: id, to: try MobileNumber(mobile), text: try wording.text(of: view.mail), kind: view.mail.kind)
    }

    /// How long a text is, with what stands before it.
    func length(of text: TextMessage) -> TextLength { TextLength(textPrefix + text.text) }

    /// What a message says, and to whom.
    private struct View {
        let recipient: ClaimedMessage.Recipient
        let mail: ReminderMail
        let matters: [Matter]
        var entry: CalendarEntry?
    }

    private func view(
        _ content: ClaimedMessage.Content, _ words: MessageWords, id: String, counting calendar: WorkingDayCalendar?,
        now: Timestamp
    ) throws -> View {
        let reminders = ReminderWording(words: words, calendar: calendar ?? configuredCalendar, guidance: guidance)
        switch content {
        case .reminders(let recipient, let items):
            let said = try reminders.items(items, now: now) { links?.answer($0, to: recipient, in: id) }
            let isAnswered = said.contains { $0.link != nil }
            return View(
                recipient: recipient,
                mail: ReminderMail(
                    partnership: partnership.name, recipientName: recipient.name, matters: words.matters(said),
                    items: said, listLink: isAnswered ? links?.list(of: items, to: recipient, in: id) : nil,
                    administratorContact: partnership.administratorContact), matters: items.map(\.matter))
        case .alert(let recipient, let alerts):
            let said = try alerts.map { alert in
                (
                    alert,
                    try reminders.items(alert.items, now: now)
                        + (alert.invitation.map { [InvitationWording($0, words: words, hasEntry: false).item] } ?? [])
                )
            }
            return View(
                recipient: recipient,
                mail: AlertWording(words: words).mail(said, to: recipient.name, from: partnership.name),
                matters: alerts.flatMap { alert in
                    alert.items.map(\.matter) + (alert.invitation.map { [.conference($0.entry.conference)] } ?? [])
                })
        case .invitation(let recipient, let facts):
            let hasEntry = mail.carriesCalendars && invitations.areSent
            let wording = InvitationWording(
                facts, words: words, hasEntry: hasEntry,
                link: links?.answer(facts, to: recipient, in: id))
            return View(
                recipient: recipient,
                mail: wording.mail(
                    to: recipient.name, from: partnership.name, administratorContact: partnership.administratorContact),
                matters: [.conference(facts.entry.conference)], entry: hasEntry ? facts.entry : nil)
        case .webhook, .unaddressed: throw NoWords()
        }
    }

    private func write(
        _ view: ReminderMail, in language: MessageTemplates.Language, id: String,
        to recipient: ClaimedMessage.Recipient,
        about matters: [Matter], calendar entry: CalendarEntry? = nil, now: Timestamp
    ) throws -> MailMessage {
        // Notify makes a paragraph's lines itself.
        let rendered = try language.layouts.render(view, columns: mail.carriesCalendars ? TextLayout.columns : .max)
        let to = try MailAddress(recipient.email, name: recipient.name)
        var message = try MailMessage(
            id: id, from: mail.from, replyTo: mail.replyTo, to: to, subject: rendered.subject, text: rendered.text,
            html: rendered.html, date: now.seconds, references: references(recipient, matters),
            calendar: try entry.map { try calendarObject($0, for: to, language.words) })
        message.kind = view.kind
        return message
    }

    private func calendarObject(
        _ entry: CalendarEntry, for attendee: MailAddress, _ words: MessageWords
    ) throws -> CalendarObject {
        let startsAt = entry.sitting.startsAt
        let invitation = try CalendarInvitation(
            uid: CalendarUID("\(entry.uid)@\(mail.from.domain)"), sequence: entry.sequence,
            organizer: mail.replyTo ?? mail.from, attendee: MailAddress(attendee.address, name: attendee.name),
            writtenAt: entry.writtenAt, startsAt: startsAt,
            endsAt: startsAt.adding(seconds: invitations.minutes * 60),
            summary: words[.calendarSummary, ["conference": entry.conference.text]],
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

/// What is no message to a person.
private struct NoWords: Error, CustomStringConvertible {
    let description = "There is nothing to write to a person."
}
