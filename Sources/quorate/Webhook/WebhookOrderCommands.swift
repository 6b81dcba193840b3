import ArgumentParser
import Conferences
import Daemon
import Persistence
import WorkingDays

extension WebhookCommands {
    struct Test: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "test",
            abstract: "Call a receiver now with an event of type quorate.test, and say what it answers.",
            discussion: "Exit code 1 when it does not take it. One that is switched off is called too.")

        @Argument(help: "The receiver's name.") var name: String
        @OptionGroup var store: StoreOptions

        func run() async throws {
            let configuration = try await PartnershipConfiguration.load(path: store.path)
            let answer = try await WebhookTrial(name, of: configuration).run(now: SystemWallClock().now)
            guard answer.isAccepted else {
                throw CommandFailure(code: .failed, message: "Error: \(answer.detail)")
            }
            print("The webhook \(name) took it: \(answer.detail).")
        }
    }

    struct Enable: PermittedCommand {
        static let needs: Set<Permission> = [.keepService]
        static let configuration = CommandConfiguration(
            commandName: "enable",
            abstract: "Call a receiver again that was switched off, since it had answered 410 Gone.")

        @Argument(help: "The receiver's name.") var name: String
        @OptionGroup var store: StoreOptions

        func run() async throws {
            let (configuration, database) = try await store.open(for: Self.self)
            let (name, actor, now) = (name, configuration.actor, SystemWallClock().now)
            let since = try await database.write { session in
                let off = try WebhookReadings(session).switchedOff().first { $0.endpoint == name }
                if off == nil { _ = try configuration.webhook(named: name) }
                try WebhookOrders(session).enable(name, actor: actor, now: now)
                return off.map { EuropeLondon.local($0.at).date }
            }
            let today = EuropeLondon.local(now).date
            print(
                """
                The webhook \(name) is called again. What it was not told meanwhile is sent with:
                  quorate webhook replay \(name) --from \(since ?? today) --to \(today)
                """)
        }
    }

    struct Replay: PermittedCommand {
        static let needs: Set<Permission> = [.keepService]
        static let configuration = CommandConfiguration(
            commandName: "replay", abstract: "Make the calls of some days again, each under its own id.",
            discussion: """
                Those that were sent, failed, or were not made because the receiver was switched off. A call that waits is \
                made anyhow; one about what is no longer owed is left out.
                """)

        @Argument(help: "The receiver's name.") var name: String
        @OptionGroup var period: PeriodOptions
        @Flag(help: "Only say how many.") var dryRun = false
        @Flag(help: "Print JSON.") var json = false
        @OptionGroup var store: StoreOptions

        func run() async throws {
            let (configuration, database) = try await store.open(for: Self.self)
            _ = try configuration.webhook(named: name)
            let (name, days) = (name, period.from...period.to)
            let (actor, now) = (configuration.actor, SystemWallClock().now)
            let replay =
                if dryRun {
                    try await database.read { try WebhookOrders($0).replayable(name, on: days) }
                } else {
                    try await database.write { try WebhookOrders($0).replay(name, on: days, actor: actor, now: now) }
                }
            if json { return try Output.json(DescribedReplay(replay, isDryRun: dryRun)) }
            print(sentence(replay))
        }

        private func sentence(_ replay: WebhookOrders.Replay) -> String {
            let count = replay.calls.count
            let calls = count == 1 ? "1 call of \(name)" : "\(count) calls of \(name)"
            let outcome = "\(calls) \(dryRun ? "would be" : count == 1 ? "is" : "are") made again."
            let left = replay.noLongerOwed
            guard left > 0 else { return outcome }
            return outcome
                + " \(left) \(left == 1 ? "is" : "are") left out: what \(left == 1 ? "it" : "they") told of is no longer owed."
        }
    }
}

private struct DescribedReplay: Encodable {
    let calls: [String]
    let noLongerOwed: Int
    let dryRun: Bool

    init(_ replay: WebhookOrders.Replay, isDryRun: Bool) {
        (calls, noLongerOwed, dryRun) = (replay.calls, replay.noLongerOwed, isDryRun)
    }
}
