import Conferences
import TestValues
import Testing
import WorkingDays

@Suite("Whatever is asked of conferences")
struct RandomSweepTests {
    /// A hundred thousand commands in all.
    @Test(
        "their obligations and ladders hold to the rules, and their events replay to the same state",
        arguments: World.all)
    func sweep(_ world: World) throws {
        var random = RandomCommands(seed: world.seed)
        var tally: [String: Int] = [:]
        var commands = 25_500
        while commands > 0 {
            var run = RandomRun(world: world, from: world.firstDay.adding(days: random.number(in: 0...300)))
            // What is over is still asked a few things.
            var asked = 0
            var afterTheEnd = 0
            while asked < 120, afterTheEnd < 15 {
                try run.give(&random)
                asked += 1
                if run.isOver { afterTheEnd += 1 }
            }
            run.checkReplay()
            commands -= asked
            tally.merge(run.seen, uniquingKeysWith: +)
        }
        checkThatEverythingWasMet(tally, ownTicks: !world.policy.ownNames.isEmpty)
    }

    /// Unless everything was met with, the sweep has proved nothing.
    private func checkThatEverythingWasMet(_ tally: [String: Int], ownTicks: Bool) {
        for kind in Frozen.kinds where ownTicks || kind != "ownObligationMet" {
            #expect(tally["event \(kind)", default: 0] >= 5, "\(kind)")
        }
        for name in CommandName.allCases where ownTicks || name != .tick {
            #expect(tally["accepted \(name)", default: 0] >= 5, "\(name)")
        }
        let words =
            ["outstanding", "met", "exempt", "withdrawn", "cancelled", "impossible-notice"].map { "standing \($0)" }
            + ["scheduled", "held", "adjourned", "decided", "record-issued", "closed"].map { "status \($0)" }
            + ["forecast quorate", "forecast open", "forecast inquorate", "step"]
            + ["silent, as it is arranged", "silent, as the conference has begun"]
        for word in words { #expect(tally[word, default: 0] >= 10, "\(word)") }
        #expect(tally.keys.count { $0.hasPrefix("refused ") } >= 75)
        #expect(
            tally.keys.filter { $0.hasPrefix("event ") }.allSatisfy { Frozen.kinds.contains(String($0.dropFirst(6))) })
    }
}
