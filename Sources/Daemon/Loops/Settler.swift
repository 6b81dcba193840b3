import Logging
import Persistence
import WorkingDays

/// Writes settlements as they come, those that come during one commit, and a moment after it, together in the next.
///
/// The time between a server's acceptance and our commit is the time in which a crash means a repeat: one that comes alone
/// does not wait, and of many none waits longer than that moment.
final class Settler: Sendable {
    private struct State {
        var waiting: [(id: String, settlement: Settlement, wording: String?)] = []
        var writing: Task<Void, any Error>?
        var failures = 0
    }

    private let database: any Database
    private let subscriptions: [WebhookSubscription]
    private let texting: Texting
    private let clock: any WallClock
    private let logger: Logger
    private let state = Locked(State())
    private let rest: Rest

    /// Between two commits while more keeps coming: each costs as much as some calls do.
    private static let moment = Duration.milliseconds(4)
    /// Half a second apart: two minutes.
    private static let mostFailures = 240

    /// - Parameters:
    ///   - subscriptions: The webhooks that are told of what cannot be delivered.
    ///   - texting: Whether what fails may leave by text.
    init(
        database: any Database, subscriptions: [WebhookSubscription], texting: Texting,
        clock: any WallClock, rest: Rest = Rest(ContinuousClock()), logger: Logger
    ) {
        self.texting = texting
        self.subscriptions = subscriptions
        self.rest = rest
        self.database = database
        self.clock = clock
        self.logger = logger
    }

    /// Whether the latest attempt to write failed: what was sent since waits to be recorded.
    var isHeldUp: Bool { state.withLock { $0.failures > 0 } }

    /// - Parameter wording: The templates that it was written with.
    func settle(_ id: String, _ settlement: Settlement, wording: String?) {
        state.withLock { state in
            state.waiting.append((id, settlement, wording))
            // Not a child of the caller: its cancellation must not keep what was sent from being recorded.
            if state.writing == nil { state.writing = Task { try await write() } }
        }
    }

    /// Waits until everything is on disk.
    ///
    /// - Throws: ``StoreError`` when it could not be written; the leases then end by themselves.
    func finish() async throws {
        while let writing = state.withLock({ $0.writing }) { try await writing.value }
    }

    private func write() async throws {
        while let batch = next() {
            let now = clock.now
            do {
                try await database.write { [subscriptions, texting] in
                    try Outbox($0, telling: subscriptions, texting: texting).settle(batch, now: now)
                }
                if recorded() { await rest.pause(Self.moment) }
            } catch let error as StoreError where error.isWorthRetrying && holdBack(batch) {
                await rest.pause(.milliseconds(500))
            } catch {
                state.withLock { $0.writing = nil }
                logger.error(
                    "settlements not written; the messages will be sent again when their leases end",
                    metadata: ["messages": "\(batch.count)", "reason": "\(error)"])
                throw error
            }
        }
    }

    /// - Returns: Whether more has come meanwhile.
    private func recorded() -> Bool {
        state.withLock { state in
            state.failures = 0
            return !state.waiting.isEmpty
        }
    }

    /// Everything that waits; `nil`, and the end of writing, when nothing does.
    private func next() -> [(id: String, settlement: Settlement, wording: String?)]? {
        state.withLock { state in
            guard !state.waiting.isEmpty else {
                state.writing = nil
                return nil
            }
            defer { state.waiting = [] }
            return state.waiting
        }
    }

    /// What was sent stays to be recorded: another process holds the database, or the disk is full.
    ///
    /// - Returns: Whether it is worth while.
    private func holdBack(_ batch: [(id: String, settlement: Settlement, wording: String?)]) -> Bool {
        state.withLock { state in
            guard state.failures < Self.mostFailures else { return false }
            state.failures += 1
            state.waiting = batch + state.waiting
            return true
        }
    }
}
