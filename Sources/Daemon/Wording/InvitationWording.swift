import Conferences
import Outbound
import Persistence
import WorkingDays

/// What an invitation to a conference says, to an invitee, to their delegate, or to the lead of an agency without a name;
/// a change of it, and its end.
struct InvitationWording {
    private let facts: InvitationLetter
    private let words: MessageWords
    private let kind: ReminderMail.Kind
    /// Whether the message carries an entry for the calendar.
    private let hasEntry: Bool
    private let link: String?

    /// - Parameter link: Where it is answered.
    init(_ facts: InvitationLetter, words: MessageWords, hasEntry: Bool, link: String? = nil) {
        (self.facts, self.words, self.hasEntry, self.link) = (facts, words, hasEntry, link)
        kind =
            facts.entry.isCancelled
            ? .cancellation : facts.entry.isChange ? .change : facts.reader == .delegate ? .delegation : .invitation
    }

    func mail(to recipientName: String, from partnership: String, administratorContact: String?) -> ReminderMail {
        ReminderMail(
            kind: kind, partnership: partnership, recipientName: recipientName, subject: subject, intro: intro,
            matters: words[.yourConference], items: [item], administratorContact: administratorContact, reason: reason)
    }

    private var subject: String {
        let values = ["conference": facts.entry.conference.text, "when": words.moment(facts.entry.sitting)]
        return switch kind {
        case .change: words[.changeSubject, values]
        case .cancellation where facts.reader == .relievedLead: words[.leadRelievedSubject, values]
        case .cancellation where facts.isReleased: words[.releaseSubject, values]
        case .cancellation: words[.cancellationSubject, values]
        case .delegation: words[.delegateSubject, values]
        default: words[.invitationSubject, values]
        }
    }

    private var intro: String {
        switch kind {
        case .change: words[hasEntry ? .changeIntro : .changePlainIntro]
        case .cancellation where facts.reader == .relievedLead:
            words[hasEntry ? .leadRelievedIntro : .leadRelievedPlainIntro, agency]
        case .cancellation where facts.isReleased: words[hasEntry ? .releaseIntro : .releasePlainIntro]
        case .cancellation: words[hasEntry ? .cancellationIntro : .cancellationPlainIntro]
        case .delegation: words[hasEntry ? .delegateIntro : .delegatePlainIntro]
        case _ where facts.reader == .lead: words[hasEntry ? .leadIntro : .leadPlainIntro, agency]
        default: words[hasEntry ? .invitationIntro : .invitationPlainIntro]
        }
    }

    private var agency: [String: String] { ["agency": facts.agencyName ?? ""] }

    private var urgency: String {
        switch kind {
        case .change: words[.changeUrgency]
        case .cancellation where facts.reader == .relievedLead: words[.leadRelievedUrgency]
        case .cancellation where facts.isReleased: words[.releaseUrgency]
        case .cancellation: words[.cancellationUrgency]
        case .delegation: words[.delegateUrgency]
        default: words[.invitationUrgency]
        }
    }

    var item: ReminderMail.Item {
        let isCancelled = kind == .cancellation
        return ReminderMail.Item(
            conference: facts.entry.conference.text, matter: words[.conferenceNumbered],
            conferenceType: words.title(of: facts.type), when: words.moment(facts.entry.sitting),
            place: facts.entry.sitting.place,
            ask: words[isCancelled ? .cancellationAsk : ask],
            detail: isCancelled ? "" : [preparation, words[detail]].compactMap { $0 }.joined(separator: " "),
            due: facts.replyBy.map(words.by) ?? "",
            urgency: urgency, link: link)
    }

    private var ask: Word {
        switch facts.reader {
        case .invitee: .invitationAsk
        case .delegate: .delegateAsk
        case .lead, .relievedLead: .leadAsk
        }
    }

    /// By when the report is due, and when it is to have been talked through with the family.
    private var preparation: String? {
        let days = [("report", facts.reportBy), ("share", facts.shareBy)].compactMap { name, day in
            day.map { (name, words.by($0)) }
        }
        return days.isEmpty ? nil : words[.invitationPreparation, Dictionary(uniqueKeysWithValues: days)]
    }

    private var detail: Word {
        switch facts.reader {
        case .invitee: .invitationDetail
        case .delegate: .delegateDetail
        case .lead, .relievedLead: .leadDetail
        }
    }

    private var reason: String? {
        let word: Word =
            switch facts.reader {
            case .invitee: kind == .cancellation ? .cancellationReason : .invitationReason
            case .delegate: .delegateReason
            case .lead, .relievedLead: .leadReason
            }
        return facts.agencyName.map { words[word, ["agency": $0]] }
    }
}
