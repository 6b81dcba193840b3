import Conferences
import TestValues
import Testing
import WorkingDays

@Suite("A digest")
struct ReminderDigestTests {
    private static let nine: Timestamp = "2026-10-13T08:00:00Z"
    private static let ten: Timestamp = "2026-10-13T09:00:00Z"

    private static func due(
        _ obligation: String, _ step: String, to recipient: PersonReference, as audience: Audience = .owner,
        at leavesAt: Timestamp = nine
    ) -> DueReminder {
        DueReminder(
            key: ReminderKey(obligation: obligation, generation: 0, step: step, audience: audience),
            recipient: recipient, leavesAt: leavesAt, isUrgent: false)
    }

    private static let reminders = [
        due("HK-2#1/reply", "T", to: "pol-1"), due("HK-1#1/submitReport", "T", to: "pol-1"),
        due("HK-1#2/reply", "T+1", to: "hea-1"), due("HK-1#1/reply", "T+2", to: "pol-1", at: ten),
    ]

    @Test("carries all that one person gets in one slot, ordered by slot and then recipient")
    func gathers() {
        let digests = ReminderDigest.gather(Self.reminders) { $0.leavesAt }
        #expect(digests.map(\.recipient) == ["hea-1", "pol-1", "pol-1"])
        #expect(digests.map(\.slot) == [Self.nine, Self.nine, Self.ten])
        #expect(
            digests.map { $0.carried.map(\.description) } == [
                ["HK-1#2/reply@0 T+1 owner"],
                ["HK-1#1/submitReport@0 T owner", "HK-2#1/reply@0 T owner"],
                ["HK-1#1/reply@0 T+2 owner"],
            ])
        #expect(digests.allSatisfy { $0.overtaken.isEmpty && $0.dueAt == $0.slot })
    }

    @Test("goes both ways where something that it carries asks for it, and not for what was overtaken")
    func bothWays() {
        func due(_ step: String, at leavesAt: Timestamp, isAlsoByText: Bool) -> DueReminder {
            DueReminder(
                key: ReminderKey(obligation: "HK-1#1/reply", generation: 0, step: step, audience: .owner),
                recipient: "pol-1", leavesAt: leavesAt, isUrgent: true, isAlsoByText: isAlsoByText)
        }
        for (first, second) in [(false, true), (true, false), (false, false)] {
            let digests = ReminderDigest.gather([
                due("T", at: Self.nine, isAlsoByText: first), due("T+1", at: Self.ten, isAlsoByText: second),
            ]) { _ in Self.ten }
            #expect(digests.map(\.goesBothWays) == [second])
        }
    }

    @Test("takes what goes at once for the earlier of two steps, whatever they are called")
    func atOnceComesFirst() {
        let together = [
            Self.due("HK-1#1/nameDelegate", "at-once", to: "pol-2"),
            Self.due("HK-1#1/nameDelegate", "T", to: "pol-2", as: .agencyLead),
        ]
        let digest = ReminderDigest.gather(together) { _ in Self.ten }[0]
        #expect(digest.carried.map(\.step) == ["T"] && digest.overtaken.map(\.step) == ["at-once"])
    }

    @Test("carries the latest step of an obligation and leaves out those that it overtakes")
    func overtakes() {
        let late = [
            Self.due("HK-1#1/reply", "T+2", to: "pol-1", at: Self.ten),
            Self.due("HK-1#1/reply", "T", to: "pol-1", at: Self.nine.adding(seconds: -172_800)),
            Self.due("HK-1#1/reply", "T+1", to: "pol-1"), Self.due("HK-1#1/submitReport", "T", to: "pol-1"),
        ]
        let slot = Self.ten.adding(seconds: 3600)
        let digests = ReminderDigest.gather(late) { _ in slot }
        #expect(digests.count == 1)
        #expect(
            digests[0].carried.map(\.description)
                == ["HK-1#1/reply@0 T+2 owner", "HK-1#1/submitReport@0 T owner"])
        #expect(
            digests[0].overtaken.map(\.description) == ["HK-1#1/reply@0 T owner", "HK-1#1/reply@0 T+1 owner"])
        #expect(digests[0].slot == slot && digests[0].dueAt == Self.ten)
    }

    @Test("mentions an obligation once to a person who is both owner and agency lead")
    func oneRoleIsEnough() {
        let both = [Audience.owner, .agencyLead].map { Self.due("HK-1#1/reply", "T+3", to: "pol-1", as: $0) }
        let digests = ReminderDigest.gather(both) { $0.leavesAt }
        #expect(digests.count == 1 && digests[0].carried.count == 1 && digests[0].overtaken.count == 1)
    }

    @Test("tells each of several people of the same obligation")
    func severalRecipients() {
        let both = [
            Self.due("HK-1#1/reply", "T", to: "pol-1"), Self.due("HK-1#1/reply", "T", to: "pol-2", as: .agencyLead),
        ]
        #expect(ReminderDigest.gather(both) { $0.leavesAt }.map(\.carried.count) == [1, 1])
    }

    @Test("lists what it carries in the order of the keys")
    func orderOfKeys() {
        let many = (10...40).reversed().map { Self.due("HK-\($0)#1/reply", "T", to: "pol-1") }
        let carried = ReminderDigest.gather(many) { $0.leavesAt }.flatMap(\.carried).map(\.description)
        #expect(carried.count == 31 && carried == carried.sorted())
    }

    @Test("comes out the same whatever the order of what goes in")
    func deterministic() {
        let more =
            Self.reminders + [
                Self.due("HK-1#1/reply", "T+1", to: "pol-1"),
                Self.due("HK-1#1/reply", "T", to: "pol-1", as: .agencyLead),
                Self.due("HK-1#2/reply", "C-1", to: "csc-1", as: .chair), Self.due("HK-1#2/reply", "T", to: "hea-1"),
            ]
        let expected = ReminderDigest.gather(more) { $0.leavesAt }
        var generator = SeededGenerator(seed: 7)
        for _ in 0..<200 {
            #expect(ReminderDigest.gather(more.shuffled(using: &generator)) { $0.leavesAt } == expected)
        }
    }

    @Test("is none when nothing is due")
    func empty() {
        #expect(ReminderDigest.gather([]) { $0.leavesAt }.isEmpty)
    }
}
