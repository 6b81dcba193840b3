import Synchronization

/// How often the office's pages have changed something.
final class ChangeCount: Sendable {
    private let count = Atomic<Int>(0)

    var value: Int { count.load(ordering: .acquiring) }

    func rise() { count.add(1, ordering: .releasing) }
}

/// Something that takes long to work out where much is stored, kept for as long as that is cheap.
///
/// It is kept for twenty times as long as it took to work out, so that it never takes more than a twentieth of a
/// processor: a small partnership sees every change at once, all of England within seconds. Whoever changes something on
/// these pages is shown it at once. While it is worked out anew, others are shown what stands.
actor Remembered<Value: Sendable> {
    private let clock: any Clock<Duration>
    private let changes: ChangeCount
    private let workOut: @Sendable () async throws -> Value
    private var kept: (value: Value, changes: Int, isFresh: Bool)?
    private var underWay: Task<Value, any Error>?

    static var timesKept: Int { 20 }

    init(clock: any Clock<Duration>, changes: ChangeCount, _ workOut: @escaping @Sendable () async throws -> Value) {
        (self.clock, self.changes, self.workOut) = (clock, changes, workOut)
    }

    func value() async throws -> Value {
        if let kept, kept.changes == changes.value {
            if !kept.isFresh { _ = begin() }
            return kept.value
        }
        return try await begin().value
    }

    private func begin() -> Task<Value, any Error> {
        if let underWay { return underWay }
        let seen = changes.value
        let task = Task {
            var value: Value?
            let spent = try await clock.measure { value = try await workOut() }
            return keep(value!, seen, for: spent * Self.timesKept)
        }
        underWay = task
        Task {
            // What failed is tried again by whoever asks next.
            if case .failure = await task.result, underWay == task { underWay = nil }
        }
        return task
    }

    private func keep(_ value: Value, _ seen: Int, for duration: Duration) -> Value {
        kept = (value, seen, true)
        underWay = nil
        Task {
            try? await clock.sleep(for: duration)
            kept?.isFresh = false
        }
        return value
    }
}
