/// How often something may be done: at once so many times, then no faster than a steady rate.
struct Allowance: Hashable, Sendable {
    /// Times at once.
    let burst: Int
    /// Seconds after which one more is allowed.
    let secondsEach: Double
}

/// A bucket for each key, bounded in number. Time is an argument.
struct TokenBuckets<Key: Hashable & Sendable>: Sendable {
    private struct Bucket {
        var tokens: Double
        var filledAt: Duration
        let allowance: Allowance

        func isFull(at now: Duration) -> Bool { level(at: now) >= Double(allowance.burst) }

        func level(at now: Duration) -> Double {
            min(Double(allowance.burst), tokens + (now - filledAt) / .seconds(1) / allowance.secondsEach)
        }
    }

    private var buckets: [Key: Bucket] = [:]
    private let most: Int

    /// - Parameter most: Keys that are remembered.
    init(most: Int) { self.most = most }

    var count: Int { buckets.count }

    /// Takes one.
    ///
    /// - Returns: Seconds to wait, rounded up; `nil` when it may go ahead.
    mutating func take(_ key: Key, _ allowance: Allowance, now: Duration) -> Int? {
        if buckets[key] == nil { makeRoom(now: now) }
        var bucket = buckets[key] ?? Bucket(tokens: Double(allowance.burst), filledAt: now, allowance: allowance)
        (bucket.tokens, bucket.filledAt) = (bucket.level(at: now), now)
        let wait = bucket.tokens >= 1 ? nil : Int(((1 - bucket.tokens) * allowance.secondsEach).rounded(.up))
        if wait == nil { bucket.tokens -= 1 }
        buckets[key] = bucket
        return wait
    }

    /// Forgets whoever could begin anew anyway; if that is not enough, those who have most left.
    private mutating func makeRoom(now: Duration) {
        guard buckets.count >= most else { return }
        buckets = buckets.filter { !$0.value.isFull(at: now) }
        guard buckets.count >= most else { return }
        let kept = buckets.sorted { $0.value.level(at: now) < $1.value.level(at: now) }.prefix(most / 2)
        buckets = Dictionary(uniqueKeysWithValues: kept.map { ($0.key, $0.value) })
    }
}
