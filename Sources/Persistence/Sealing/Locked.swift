import Foundation

/// One value behind a pthread-backed lock.
///
/// `Synchronization.Mutex` would do, but the thread sanitizer reports false races around it.
package final class Locked<Value>: @unchecked Sendable {
    // Safe: `value` is touched only while `lock` is held.
    private var value: Value
    private let lock = NSLock()

    package init(_ value: Value) { self.value = value }

    package func withLock<Result>(_ body: (inout Value) -> Result) -> Result {
        lock.withLock { body(&value) }
    }
}
