import Glibc
import Persistence

/// Rests between looks of a loop: until something is committed, but never longer than a second, since time passes and
/// not every commit may be told.
struct Rest: Sendable {
    private let clock: any Clock<Duration>
    private let bell = Doorbell()
    private let watch: CommitWatch?
    private let queue: LoopQueue?
    private let yields: Bool

    /// Rests that ended early, one after the other.
    private let early = Locked(0)
    /// When the latest alarm rings.
    private let alarm = Locked<ContinuousClock.Instant?>(nil)

    private static let most = Duration.seconds(1)
    /// After so many early ends a rest lasts a little all the same: what is committed without a break is seen to together.
    private static let mostEarly = 8
    private static let least = Duration.milliseconds(50)
    /// Microseconds, in which an event is planned, and its call claimed and made.
    private static let yielding: UInt32 = 5000
    /// A rest that lasts as long was not ended early.
    private static let calm = Duration.milliseconds(15)

    /// - Parameters:
    ///   - database: Whose commits end the rest.
    ///   - queue: Where the loop that rests runs.
    ///   - yields: Whether others that are told of the same commit go first: the database lets one write at a time.
    init(
        _ clock: any Clock<Duration>, watching database: SQLiteDatabase? = nil, on queue: LoopQueue? = nil,
        yields: Bool = false
    ) {
        self.clock = clock
        (self.queue, self.yields) = (queue, yields)
        watch = database?.watch(on: queue) { [bell] in bell.ring() }
    }

    /// Until something is committed after the rest before it ended.
    func callAsFunction() async {
        if early.withLock({ $0 >= Self.mostEarly }) { await pause(Self.least) }
        let start = ContinuousClock.now
        setAlarm()
        await bell.answer()
        let wasEarly = ContinuousClock.now - start < Self.calm
        early.withLock { $0 = wasEarly ? $0 + 1 : 0 }
        // In place, which a loop's queue may: under a clock that is set from outside no timer would come.
        if yields { usleep(Self.yielding) }
    }

    /// One at a time, which outlives rests that end early: setting one for each costs more than a look does.
    private func setAlarm() {
        let now = ContinuousClock.now
        let next = now + Self.most
        let isSet = alarm.withLock { rings in
            // One that is late or far away was lost by a clock that somebody set.
            if let rings, now <= rings, rings <= next { return true }
            rings = next
            return false
        }
        guard !isSet else { return }
        Task(executorPreference: queue) { [alarm, bell, clock] in
            _ = try? await clock.sleep(for: Self.most)
            alarm.withLock { if $0 == next { $0 = nil } }
            bell.ring()
        }
    }

    /// For a fixed time, whatever is committed: after a failure, which would only come again.
    func pause(_ duration: Duration = Rest.most) async {
        // Cancelled: the loop looks at once whether it is to stop.
        _ = try? await clock.sleep(for: duration)
    }
}

/// Rung by anybody, answered by one; while nobody is there to answer, it stays rung.
final class Doorbell: Sendable {
    private enum State {
        case silent
        case rung
        case awaited(CheckedContinuation<Void, Never>)
    }

    private let state = Locked(State.silent)

    func ring() {
        let waiting: CheckedContinuation<Void, Never>? = state.withLock { state in
            guard case .awaited(let continuation) = state else {
                state = .rung
                return nil
            }
            state = .silent
            return continuation
        }
        waiting?.resume()
    }

    /// Returns once it was rung since the last answer, or when the task is cancelled.
    func answer() async {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let isRung = state.withLock { state in
                    if case .silent = state, !Task.isCancelled {
                        state = .awaited(continuation)
                        return false
                    }
                    state = .silent
                    return true
                }
                if isRung { continuation.resume() }
            }
        } onCancel: {
            ring()
        }
    }
}
