import Foundation

/// What was worked out lately, by what it was worked out from.
///
/// `@unchecked Sendable`: the values are only touched with the lock held.
package final class Remembered<Key: Hashable & Sendable, Value: Sendable>: @unchecked Sendable {
    private let limit: Int
    private let lock = NSLock()
    private var values: [Key: Value] = [:]

    /// - Parameter limit: How many are kept; beyond it all are forgotten.
    package init(limit: Int = 1000) { self.limit = limit }

    /// - Parameter make: Works it out where it is not known. Two at once may both do so.
    package subscript(key: Key, make: () -> Value) -> Value {
        if let known = lock.withLock({ values[key] }) { return known }
        let new = make()
        lock.withLock {
            if values.count >= limit { values.removeAll(keepingCapacity: true) }
            values[key] = new
        }
        return new
    }
}
