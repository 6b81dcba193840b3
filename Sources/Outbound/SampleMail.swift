/// Invented messages to look at templates with: each kind of thing that a message says is in one of them.
public enum SampleMail: String, CaseIterable, Sendable {
    /// One thing that is due.
    case single
    /// Several things, some of them overdue, one provisional.
    case several
    /// What has climbed to somebody else.
    case escalation
    case invitation
    /// What tells that a message reached nobody.
    case alert

    /// What the templates are given.
    public var view: ReminderMail {
        switch self {
        case .single: mail(items: [share])
        case .several: mail(items: [share, overdue, minutes])
        case .escalation: mail(items: [escalated])
        case .invitation:
            mail(
                intro: "You are invited to the conference below.", items: [invited],
                reason: "you are invited for Health")
        case .alert:
            mail(
                intro: "A reminder to HLT-08 (Health) was given up: the mail server refused the message.",
                items: [escalated], reason: "you administer or chair what is named above")
        }
    }

    private func mail(intro: String? = nil, items: [ReminderMail.Item], reason: String? = nil) -> ReminderMail {
        ReminderMail(
            partnership: "Example Safeguarding Children Partnership", recipientName: "Siân O’Brien & Co <test>",
            intro: intro, items: items, administratorContact: "the conference administrators, 020 7946 0000",
            reason: reason)
    }

    private func item(
        _ ask: String, _ detail: String, due: String, urgency: String, isOverdue: Bool = false,
        isEscalation: Bool = false, provisional: Bool = false, guidance: Bool = false
    ) -> ReminderMail.Item {
        ReminderMail.Item(
            conference: "CP-2026-0141", conferenceType: "Initial child protection conference",
            when: "Tuesday 5 January 2027 at 10:00", place: "Town Hall, room 3", ask: ask, detail: detail, due: due,
            urgency: urgency, isOverdue: isOverdue, isEscalation: isEscalation, provisional: provisional,
            guidanceTitle: guidance ? "Sharing a report" : nil,
            guidanceLink: guidance ? "https://www.example.org/sharing" : nil)
    }

    private var share: ReminderMail.Item {
        item(
            "Share and discuss your report with the family", "Talk it through, face to face if you can.",
            due: "by Wednesday 30 December 2026", urgency: "Due in 2 working days", guidance: true)
    }

    private var overdue: ReminderMail.Item {
        item(
            "Submit your written report", "Cover significant others.", due: "by Tuesday 29 December 2026",
            urgency: "Overdue by 1 working day", isOverdue: true)
    }

    private var minutes: ReminderMail.Item {
        ReminderMail.Item(
            conference: "SD-26-009", isDiscussion: true, conferenceType: "Strategy discussion",
            when: "Monday 28 December 2026 at 11:30", place: "Video", ask: "Send the minutes", detail: "",
            due: "by Thursday 31 December 2026", urgency: "Due in 3 working days", provisional: true)
    }

    private var escalated: ReminderMail.Item {
        item(
            "No written report from Health", "Please reach them another way.", due: "by Tuesday 29 December 2026",
            urgency: "Overdue by 2 working days", isOverdue: true, isEscalation: true)
    }

    private var invited: ReminderMail.Item {
        item("Say whether you will attend", "", due: "", urgency: "Invitation")
    }
}
