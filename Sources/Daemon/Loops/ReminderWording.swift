import Conferences
import Outbound
import Persistence
import WorkingDays

/// The words for each kind of obligation, to whoever owes it and to whoever it escalates to.
struct ReminderWording: Sendable {
    let calendar: WorkingDayCalendar
    let guidance: [ObligationKind: PartnershipConfiguration.Guidance]

    func item(_ item: ReminderItem, now: Timestamp) throws -> ReminderMail.Item {
        let isEscalation = item.key.audience != .invitee || !(item.isNamed || item.hasLead)
        let guidance = guidance[item.kind]
        return ReminderMail.Item(
            conference: item.conference.text, conferenceType: item.type.title,
            when: "\(item.sitting.on.spelledOut) at \(item.sitting.at.hoursAndMinutes)", place: item.sitting.place,
            ask: isEscalation ? escalation(item) : ask(item.kind),
            detail: isEscalation ? escalationDetail(item) : detail(item),
            due: "by \(item.workTo.spelledOut)", urgency: try urgency(item, now: now), isOverdue: now > item.dueAt,
            isEscalation: isEscalation,
            provisional: item.isProvisional, guidanceTitle: guidance?.title, guidanceLink: guidance?.url)
    }

    private func ask(_ kind: ObligationKind) -> String {
        switch kind {
        case .reply: "Reply to the invitation"
        case .submitReport: "Submit your written report"
        case .shareWithFamily: "Share and discuss your report with the family"
        case .nameDelegate: "Name a delegate and confirm that they are well briefed"
        default: kind.title
        }
    }

    private func detail(_ item: ReminderItem) -> String {
        let byRole = "Nobody is named for \(item.agencyName) yet, so this comes to you as its safeguarding lead. "
        return (item.isNamed ? "" : byRole) + detail(item.kind)
    }

    private func detail(_ kind: ObligationKind) -> String {
        switch kind {
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
        default: ""
        }
    }

    private func escalation(_ item: ReminderItem) -> String {
        switch item.kind {
        case .reply: "No reply from \(item.agencyName)"
        case .submitReport: "No written report from \(item.agencyName)"
        case .shareWithFamily: "The report from \(item.agencyName) has not been discussed with the family"
        case .nameDelegate: "No briefed delegate from \(item.agencyName)"
        default: "\(item.kind.title): \(item.agencyName)"
        }
    }

    private func escalationDetail(_ item: ReminderItem) -> String {
        switch item.key.audience {
        case .agencyLead where item.hasLead:
            "You have this as the agency's safeguarding lead. Please see that it is done."
        case .invitee, .agencyLead:
            "\(item.agencyName) has \(item.isNamed ? "" : "nobody named and ")no safeguarding lead on record, so this "
                + "comes to you as the conference administrator."
        case .chair: "You have this as the chair, so that you know before the conference."
        case .administrator: "You have this as the conference administrator."
        }
    }

    private func urgency(_ item: ReminderItem, now: Timestamp) throws -> String {
        let today = EuropeLondon.local(now).date
        if now > item.dueAt {
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

extension TimeOfDay {
    /// `10:00`.
    var hoursAndMinutes: String { String(description.prefix(5)) }
}
