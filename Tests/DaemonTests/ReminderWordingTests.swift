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
        _ kind: ObligationKind = .reply, audience: Audience = .owner, isNamed: Bool = true, hasLead: Bool = true
    ) throws -> ReminderItem {
        ReminderItem(
            key: ReminderKey(obligation: "CP-1#1/\(kind.rawValue)", generation: 0, step: "T", audience: audience),
            kind: kind, conference: "CP-1", type: .initial,
            sitting: Sitting(on: "2027-01-19", at: TimeOfDay(hour: 10, minute: 0)!, place: "Civic Centre"),
            agencyName: "Police", dueOn: "2026-11-23", workTo: "2026-11-23",
            dueAt: EuropeLondon.timestamp(on: "2026-11-23", at: TimeOfDay(hour: 23, minute: 59, second: 59)!),
            isProvisional: false, isNamed: isNamed, hasLead: hasLead)
    }

    private func detail(_ item: ReminderItem) async throws -> String {
        let configuration = try await ConfigurationSample().load()
        return try ReminderWording(calendar: configuration.calendar, guidance: [:])
            .item(item, now: "2026-11-23T09:00:00Z").detail
    }

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
    }

    @Test(
        "says how urgent it is on the day on which it leaves",
        arguments: [
            ("2026-11-20T09:00:00Z", "Due in 1 working day"), ("2026-11-16T09:00:00Z", "Due in 5 working days"),
            ("2026-11-23T09:00:00Z", "Due today"), ("2026-11-24T09:00:00Z", "Overdue by 1 working day"),
            ("2026-11-30T09:00:00Z", "Overdue by 5 working days"),
        ])
    func urgency(now: Timestamp, expected: String) async throws {
        let configuration = try await ConfigurationSample().load()
        let wording = ReminderWording(calendar: configuration.calendar, guidance: [:])
        #expect(try wording.item(item(), now: now).urgency == expected)
    }
}
