import Conferences
import Outbound
import TestPeers
import TestStores
import Testing
import WorkingDays

@testable import Daemon
@testable import Persistence

@Suite("What a text message says")
struct TextWordingTests {
    private func words(_ language: ReadingLanguage) throws -> MessageWords {
        try MessageTemplates(directory: Locations.templates).language(language).words
    }

    private func item(
        _ conference: String = "CP-2026-0141", urgency: String = "Due today",
        ask: String = "Submit your written report",
        isOverdue: Bool = false, isEscalation: Bool = false
    ) -> ReminderMail.Item {
        ReminderMail.Item(
            conference: conference, matter: "Conference", conferenceType: "Initial child protection conference",
            when: "Tuesday 5 January 2027 at 10:00", place: "Town Hall", ask: ask, detail: "A detail.",
            due: "by Tuesday 29 December 2026", urgency: urgency, isOverdue: isOverdue, isEscalation: isEscalation)
    }

    private func mail(_ kind: ReminderMail.Kind = .reminder, _ items: ReminderMail.Item...) -> ReminderMail {
        ReminderMail(
            kind: kind, partnership: "Somewhere", recipientName: "Siân O’Brien", matters: "your conference",
            items: items)
    }

    private func text(
        _ mail: ReminderMail, _ language: ReadingLanguage = .english, prefix: String = "Somewhere: "
    ) throws -> String {
        try TextWording(words: words(language), prefix: prefix).text(of: mail)
    }

    @Test("is what to do, by when, and the reference")
    func single() throws {
        #expect(
            try text(mail(.reminder, item()))
                == "Due today: Submit your written report, by Tuesday 29 December 2026 (CP-2026-0141).")
        #expect(
            try text(
                mail(.reminder, item(urgency: "Overdue", ask: "No written report from Police", isEscalation: true)))
                == "Overdue: No written report from Police (CP-2026-0141).")
    }

    @Test("of several things is how many, and the most urgent")
    func several() throws {
        let late = item("CP-2", urgency: "Overdue", ask: "Name a delegate", isOverdue: true)
        #expect(
            try text(mail(.reminder, item(), late))
                == "2 things are due, 1 of them overdue. The most urgent: Overdue: Name a delegate, by Tuesday 29 December 2026 (CP-2)."
        )
    }

    @Test("of an invitation is when", arguments: [ReminderMail.Kind.invitation, .change, .cancellation])
    func invitations(kind: ReminderMail.Kind) throws {
        let text = try text(mail(kind, item()))
        #expect(text.contains("CP-2026-0141") && text.contains("Tuesday 5 January 2027 at 10:00"))
    }

    @Test("fits two parts, names nobody, and has the reference, in every language and for every kind of obligation")
    func fits() throws {
        let partnership = "Hackbridge Safeguarding Children Partnership: "
        for language in ReadingLanguage.allCases {
            let words = try words(language)
            for kind in ObligationKind.standard {
                for part in [MessageWords.Part.ask, .escalation] {
                    let ask = words.reminder(
                        part, of: kind, step: "T",
                        ["title": Policy.standard.title(of: kind), "agencies": "Health visiting", "isOfAgency": true])
                    let item = item(
                        urgency: words[.overdueBy, ["days": words.workingDays(12)]], ask: ask, isOverdue: true)
                    let said = try text(mail(.reminder, item, item), language, prefix: partnership)
                    #expect(TextLength(partnership + said).fragments <= 2, "\(said)")
                    #expect(said.contains("CP-2026-0141") && !said.contains("Siân"))
                }
            }
        }
    }

    @Test("is shorter where there is no room for more, and nothing where there is none for that")
    func short() throws {
        let long = item(ask: String(repeating: "Do this. ", count: 40))
        #expect(try text(mail(.reminder, long)) == "Due today (CP-2026-0141).")
        #expect(throws: TextTooLong.self) {
            try text(mail(.reminder, long), prefix: String(repeating: "x", count: 300))
        }
    }
}
