import Foundation
import Hummingbird
import Persistence

/// Where passwords are compared: two at a time, since each takes 32 MiB and some tenths of a second, and beside the
/// threads that answer requests.
final class PasswordWork: Sendable {
    private let queue: OperationQueue

    /// Comparisons that may wait; whoever comes on top of that is asked to come again.
    private static let mostWaiting = 40

    init() {
        queue = OperationQueue()
        queue.maxConcurrentOperationCount = 2
        queue.qualityOfService = .userInitiated
    }

    /// - Throws: `HTTPError` 503 while too many wait, or what the comparison throws.
    func compare(_ password: String, with hash: PasswordHash) async throws -> Bool {
        try await run { try hash.fits(password) }
    }

    func hash(_ password: String) async throws -> PasswordHash { try await run { try PasswordHash(of: password) } }

    private func run<Value: Sendable>(_ body: @escaping @Sendable () throws -> Value) async throws -> Value {
        guard queue.operationCount < Self.mostWaiting else { throw HTTPError(.serviceUnavailable) }
        return try await withCheckedThrowingContinuation { continuation in
            queue.addOperation { continuation.resume(with: Result { try body() }) }
        }
    }
}
