import Conferences
import Outbound
import TestPeers
import TestValues
import Testing
import WorkingDays

@testable import Daemon
@testable import Persistence

@Suite("What a reminder says")
struct ReminderWordingTests {
    private func item(
        _ kind: ObligationKind = .reply, place: Int = 1, audience: Audience = .owner, agency: String? = "Police",
        isNamed: Bool = true, hasLead: Bool = true, was: CalendarDate? = nil, isDiscussion: Bool = false
    ) -> ReminderItem {
        let matter: Matter = isDiscussion ? .discussion("SD-1") : .conference("CP-1")
        return ReminderItem(
            key: ReminderKey(
                obligation: ObligationID(matter, place: place, kind: kind).description, generation: 0, step: "T",
                audience: audience),
            kind: kind, title: Policy.standard.title(of: kind), matter: matter, type: isDiscussion ? nil : .initial,
            sitting: Sitting(on: "2027-01-19", at: TimeOfDay(hour: 10, minute: 0)!, place: "Civic Centre"),
            agencyName: agency, dueOn: "2026-11-23", workTo: "2026-11-23",
            dueAt: EuropeLondon.timestamp(on: "2026-11-23", at: TimeOfDay(hour: 23, minute: 59, second: 59)!),
            isProvisional: false, isNamed: isNamed, hasLead: hasLead, wasDueOn: was)
    }

    private func told(
        _ items: [ReminderItem], now: Timestamp = "2026-11-23T09:00:00Z", in folder: String = Locations.templates
    ) async throws -> [ReminderMail.Item] {
        let configuration = try await ConfigurationSample().load()
        return try ReminderWording(
            words: WordsFile.read(directory: folder), calendar: configuration.calendar, guidance: [:]
        ).items(items, now: now)
    }

    private func detail(_ item: ReminderItem) async throws -> String { try await told([item])[0].detail }

    @Test("tells whoever has it why it comes to them")
    func why() async throws {
        #expect(try await detail(item()).hasPrefix("Say whether you will attend."))
        #expect(try await detail(item(isNamed: false)).hasPrefix("Nobody is named for Police yet"))
        #expect(
            try await detail(item(isNamed: false, hasLead: false))
                == "Police has nobody named and no safeguarding lead on record, so this comes to you as the conference administrator."
        )
        #expect(try await detail(item(audience: .agencyLead)).contains("as the agency's safeguarding lead"))
        #expect(
            try await detail(item(audience: .agencyLead, hasLead: false))
                == "Police has no safeguarding lead on record, so this comes to you as the conference administrator.")
        #expect(try await detail(item(audience: .chair)).contains("as the chair"))
        #expect(
            try await detail(item(.conveneInitial, audience: .teamManager, agency: nil)).contains("as team manager"))
    }

    @Test(
        "has words of its own for each kind, to whoever owes it and to whoever it climbs to",
        arguments: ObligationKind.standard)
    func everyKind(kind: ObligationKind) async throws {
        let own = try await told([item(kind)])[0]
        let climbed = try await told([item(kind, audience: .chair)])[0]
        #expect(!own.ask.isEmpty && !own.detail.isEmpty)
        #expect(own.ask != climbed.ask && climbed.isEscalation && !own.isEscalation)
    }

    @Test("tells of what several agencies owe alike in one entry")
    func together() async throws {
        let several = (1...3).map {
            item(.submitReport, place: $0, audience: .chair, agency: ["Police", "Housing", "CAMHS"][$0 - 1])
        }
        #expect(try await told(several).map(\.ask) == ["No written report from Police, Housing and CAMHS"])
        let minutes = (1...2).map {
            item(.discussionMinutes, place: $0, agency: ["Police", "Housing"][$0 - 1], isDiscussion: true)
        }
        #expect(
            try await told(minutes).map(\.ask) == ["Send the minutes of the strategy discussion to Police and Housing"])
    }

    @Test("asks whoever owes two things themselves for each of them")
    func apart() async throws {
        #expect(try await told([item(place: 1), item(place: 2)]).count == 2)
        #expect(try await told([item(.reply), item(.submitReport)]).count == 2)
    }

    @Test("tells a participant to ask for the minutes, and that the chair is reminded too")
    func participant() async throws {
        let entry = try await told([item(.discussionMinutes, audience: .participant, isDiscussion: true)])[0]
        #expect(entry.ask == "Ask for your minutes of the strategy discussion")
        #expect(entry.detail.contains("the chair is reminded too") && !entry.isEscalation && entry.isDiscussion)
    }

    @Test("says of a moved deadline what it was")
    func moved() async throws {
        let entry = try await told([item(was: "2026-11-25")])[0]
        #expect(entry.urgency == "New date" && entry.due == "by Monday 23 November 2026")
        #expect(entry.detail.hasPrefix("This date has moved: it was Wednesday 25 November 2026."))
    }

    @Test("never calls a window for corrections overdue")
    func window() async throws {
        let entry = try await told([item(.corrections)], now: "2026-11-30T09:00:00Z")[0]
        #expect(!entry.isOverdue && entry.urgency == "The window has closed")
    }

    @Test(
        "says how urgent it is on the day on which it leaves",
        arguments: [
            ("2026-11-20T09:00:00Z", "Due in 1 working day"), ("2026-11-16T09:00:00Z", "Due in 5 working days"),
            ("2026-11-23T09:00:00Z", "Due today"), ("2026-11-24T09:00:00Z", "Overdue by 1 working day"),
            ("2026-11-30T09:00:00Z", "Overdue by 5 working days"),
        ])
    func urgency(now: Timestamp, expected: String) async throws {
        #expect(try await told([item()], now: now)[0].urgency == expected)
    }
}
