import Conferences
import Outbound
import TestValues
import Testing
import WorkingDays

@testable import Daemon
@testable import Persistence

@Suite("What mail programs gather mails by")
struct MailComposerTests {
    private static let sitting = Sitting(on: "2027-01-19", at: TimeOfDay(hour: 10, minute: 0)!, place: "Civic Centre")

    private func reader(_ reference: PersonReference) -> ClaimedMessage.Recipient {
        ClaimedMessage.Recipient(reference: reference, name: "Person of \(reference)", email: "person@csc.example")
    }

    private func item(_ matter: Matter) -> ReminderItem {
        let isDiscussion = if case .discussion = matter { true } else { false }
        let kind: ObligationKind = isDiscussion ? .discussionMinutes : .reply
        return ReminderItem(
            key: ReminderKey(
                obligation: ObligationID(matter, place: 1, kind: kind).description, generation: 0, step: "T",
                audience: .owner),
            kind: kind, title: Policy.standard.title(of: kind), matter: matter, type: isDiscussion ? nil : .initial,
            sitting: Self.sitting, agencyName: "Police", dueOn: "2026-11-23", workTo: "2026-11-23",
            dueAt: "2026-11-23T23:59:59Z", isProvisional: false, isNamed: true, hasLead: true)
    }

    private func reminders(_ matters: Matter..., to person: PersonReference = "P-1") -> ClaimedMessage.Content {
        .reminders(recipient: reader(person), items: matters.map(item))
    }

    private func invitation(to person: PersonReference = "P-1") -> ClaimedMessage.Content {
        let entry = CalendarEntry(
            uid: "7f3a", conference: "CP-1", number: 1, person: person, sequence: 0, sitting: Self.sitting,
            isCancelled: false, writtenAt: "2026-11-20T10:00:00Z", timesResent: 0)
        return .invitation(
            recipient: reader(person),
            InvitationLetter(entry: entry, type: .initial, agencyName: "Police", replyBy: "2026-11-24"))
    }

    private func references(
        _ content: ClaimedMessage.Content, id: String = "m-1", now: Timestamp = "2026-11-23T09:00:00Z"
    ) async throws -> [String] {
        try await MailComposer(ConfigurationSample().load(), keys: nil).mail(content, id: id, now: now).references
    }

    @Test("is the same for all that leaves to one person about one conference")
    func same() async throws {
        let root = ["conference.CP-1.P-1@council.example"]
        #expect(try await references(invitation(), id: "m-1", now: "2026-11-20T10:00:00Z") == root)
        #expect(try await references(reminders(.conference("CP-1")), id: "m-2") == root)
        #expect(
            try await references(reminders(.conference("CP-1")), id: "m-3", now: "2026-11-24T09:00:00Z") == root)
    }

    @Test("is another for another conference, for a strategy discussion, and for another person")
    func others() async throws {
        let roots = [
            try await references(reminders(.conference("CP-1"))), try await references(reminders(.conference("CP-2"))),
            try await references(reminders(.discussion("CP-1"))),
            try await references(reminders(.conference("CP-1"), to: "P-2")),
        ]
        #expect(roots.allSatisfy { $0.count == 1 } && Set(roots).count == roots.count, "\(roots)")
    }

    @Test("is one for each matter of several, once and in their order")
    func several() async throws {
        let content = reminders(
            .discussion("SD-1"), .conference("CP-2"), .conference("CP-1"), .conference("CP-2"))
        #expect(
            try await references(content) == [
                "conference.CP-1.P-1@council.example", "conference.CP-2.P-1@council.example",
                "discussion.SD-1.P-1@council.example",
            ])
    }

    @Test("is ten at the most")
    func many() async throws {
        let items = try (10...21).reversed().map { item(.conference(try Reference("CP-\($0)"))) }
        let named = try await references(.reminders(recipient: reader("P-1"), items: items))
        #expect(named == (10...19).map { "conference.CP-\($0).P-1@council.example" })
    }
}
