import Conferences
import Outbound
import Persistence
import WorkingDays

/// The words for each kind of obligation, to whoever owes it and to whoever it escalates to.
struct ReminderWording: Sendable {
    let calendar: WorkingDayCalendar
    let guidance: [ObligationKind: PartnershipConfiguration.Guidance]

    /// One entry for each thing that is asked: what several agencies of one conference owe alike is told together.
    func items(_ items: [ReminderItem], now: Timestamp) throws -> [ReminderMail.Item] {
        var groups: [(alike: Alike, items: [ReminderItem])] = []
        for item in items {
            if let index = groups.firstIndex(where: { $0.alike == Alike(item) }) {
                groups[index].items.append(item)
            } else {
                groups.append((Alike(item), [item]))
            }
        }
        return try groups.map { try self.item($0.items[0], agencies: $0.items.compactMap(\.agencyName), now: now) }
    }

    /// What makes two reminders one entry: all but the agency, where somebody is told of others.
    private struct Alike: Hashable {
        let matter: Matter
        let kind: ObligationKind
        let audience: Audience
        let dueAt: Timestamp
        /// What decides whether somebody stands in for the agency's lead.
        let standsIn: [Bool]
        let wasDueOn: CalendarDate?
        /// Whoever owes several things themselves is asked for each.
        let own: String?

        init(_ item: ReminderItem) {
            (matter, kind, audience) = (item.matter, item.kind, item.key.audience)
            (dueAt, wasDueOn) = (item.dueAt, item.wasDueOn)
            standsIn = audience == .owner || audience == .agencyLead ? [item.isNamed, item.hasLead] : []
            own = audience == .owner && kind != .discussionMinutes ? item.key.obligation : nil
        }
    }

    func item(_ item: ReminderItem, agencies: [String], now: Timestamp) throws -> ReminderMail.Item {
        let isForOwner = item.key.audience == .owner || item.key.audience == .participant
        let isEscalation = !isForOwner || (item.key.audience == .owner && !(item.isNamed || item.hasLead))
        let words = ObligationWords(item, agencies: agencies)
        let guidance = guidance[item.kind]
        return ReminderMail.Item(
            conference: item.matter.reference, isDiscussion: item.type == nil,
            conferenceType: item.type?.title ?? "Strategy discussion",
            when: "\(item.sitting.on.spelledOut) at \(item.sitting.at.hoursAndMinutes)", place: item.sitting.place,
            ask: item.key.audience == .participant
                ? "Ask for your minutes of the strategy discussion" : isEscalation ? words.escalation : words.ask,
            detail: detail(item, words, isEscalation: isEscalation),
            due: "by \(item.workTo.spelledOut)", urgency: try urgency(item, now: now),
            isOverdue: now > item.dueAt && item.kind != .corrections, isEscalation: isEscalation,
            provisional: item.isProvisional, guidanceTitle: guidance?.title, guidanceLink: guidance?.url)
    }

    private func detail(_ item: ReminderItem, _ words: ObligationWords, isEscalation: Bool) -> String {
        if let was = item.wasDueOn {
            return
                "This date has moved: it was \(was.spelledOut). The rules or the bank holidays that it is counted by "
                + "have changed."
        }
        if item.key.audience == .participant {
            return "You attended, and no minutes are recorded as received by you. Please ask the chair for them; the "
                + "chair is reminded too."
        }
        if isEscalation { return escalationDetail(item) }
        let isByRole = !item.isNamed && item.agencyName != nil
        let byRole =
            isByRole
            ? "Nobody is named for \(item.agencyName ?? "the agency") yet, so this comes to you as its safeguarding lead. "
            : ""
        return byRole + words.detail
    }

    private func escalationDetail(_ item: ReminderItem) -> String {
        let agency = item.agencyName ?? "The agency"
        return switch item.key.audience {
        case .agencyLead where item.hasLead:
            "You have this as the agency's safeguarding lead. Please see that it is done."
        case .owner, .agencyLead:
            "\(agency) has \(item.isNamed ? "" : "nobody named and ")no safeguarding lead on record, so this "
                + "comes to you as the conference administrator."
        case .chair: "You have this as the chair, so that you know and can see that it is done."
        case .administrator: "You have this as the conference administrator."
        case .teamManager, .headOfService, .serviceManager:
            "You have this as \(item.key.audience.post?.title ?? "manager"). Please see that it is done."
        case .partnership: "You have this for the partnership, since it has happened twice within six months."
        case .participant: ""
        }
    }

    private func urgency(_ item: ReminderItem, now: Timestamp) throws -> String {
        let today = EuropeLondon.local(now).date
        if item.wasDueOn != nil { return "New date" }
        if now > item.dueAt {
            if item.kind == .corrections { return "The window has closed" }
            let late = try calendar.workingDays(from: item.workTo, to: today)
            return late < 1 ? "Overdue" : "Overdue by \(Self.workingDays(late))"
        }
        if today == item.workTo { return "Due today" }
        let left = try calendar.workingDays(from: today, to: item.workTo)
        return left < 1 ? "Due now" : "Due in \(Self.workingDays(left))"
    }

    private static func workingDays(_ count: Int) -> String {
        count == 1 ? "1 working day" : "\(count) working days"
    }
}

/// What each kind of obligation is called to whoever owes it, and to whoever it has climbed to.
struct ObligationWords {
    private let item: ReminderItem
    /// `Police`, or `Police, Health visiting and CAMHS`.
    private let agency: String
    private let areSeveral: Bool

    init(_ item: ReminderItem, agencies: [String]) {
        self.item = item
        let names = agencies.reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
        areSeveral = names.count > 1
        agency =
            switch names.count {
            case 0: "the agency"
            case 1: names[0]
            default: names.dropLast().joined(separator: ", ") + " and " + (names.last ?? "")
            }
    }

    var ask: String {
        switch item.kind {
        case .submitReport: "Submit your written report"
        case .shareWithFamily: "Share and discuss your report with the family"
        case .nameDelegate: "Name a delegate and confirm that they are well briefed"
        case .conveneInitial: "Arrange the initial conference"
        case .corrections: "Send your corrections to the record"
        case .discussionMinutes: "Send the minutes of the strategy discussion to \(agency)"
        default: item.title
        }
    }

    var detail: String {
        switch item.kind {
        case .reply:
            "Say whether you will attend. If you unavoidably cannot, all three are needed: apologies with the "
                + "reason, your written report, and a well-briefed delegate from your agency."
        case .submitReport:
            "Every agency invited writes a report, whether or not it attends. Cover significant others: all household "
                + "members and significant adults, the risks they pose and the protection they offer."
        case .shareWithFamily:
            "Talk it through with each family recipient: face to face if you can, otherwise by video, otherwise by "
                + "telephone. Posting it is not enough on its own."
        case .nameDelegate:
            "You sent apologies. Somebody from your agency who knows the case should attend and speak to your report."
        case .conveneInitial:
            "A section 47 enquiry began with this discussion, and no initial conference is arranged in time."
        case .holdReview: "No review is arranged by the day on which it must have been held. Please arrange one."
        case .sendInvitations: "Nobody can prepare before being invited. Please send what still waits as a draft."
        case .decisionLetter: "It goes to everybody who was invited."
        case .coreGroup: "A plan was made. Please hold the first core group, and say when it was held."
        case .conferenceRecord: "Once the chair has approved it, it goes to everybody who was invited."
        case .corrections:
            "You have received the record. If something in it is wrong, please say so while there is time."
        case .discussionMinutes:
            "They attended, and are not recorded as having received the minutes. Minutes go to everybody who attended, "
                + "for open cases too."
        case .explainAbsence: "Nobody came and nobody sent apologies. Please give the reason."
        case .redate: "The conference was adjourned, since it was not quorate. Please find a new date and invite to it."
        case .own: ""
        }
    }

    var escalation: String {
        switch item.kind {
        case .reply: "No reply from \(agency)"
        case .submitReport: "No written report from \(agency)"
        case .shareWithFamily:
            "The report\(areSeveral ? "s" : "") from \(agency) \(areSeveral ? "have" : "has") not been discussed with the family"
        case .nameDelegate: "No briefed delegate from \(agency)"
        case .conveneInitial: "No initial conference is arranged after this discussion"
        case .holdReview: "No review conference is arranged"
        case .sendInvitations: "The invitations have not been sent"
        case .decisionLetter: "The decision letter has not been sent"
        case .coreGroup: "No core group has been held"
        case .conferenceRecord: "The conference record has not been circulated"
        case .corrections: "No corrections from \(agency)"
        case .discussionMinutes: "\(agency) \(areSeveral ? "have" : "has") no minutes of the strategy discussion"
        case .explainAbsence: "\(agency) \(areSeveral ? "were" : "was") absent and sent no apologies"
        case .redate: "No new date has been found after the adjournment"
        case .own: item.agencyName == nil ? "\(item.title): not done" : "\(item.title): \(agency)"
        }
    }
}

extension TimeOfDay {
    /// `10:00`.
    var hoursAndMinutes: String { String(description.prefix(5)) }
}
