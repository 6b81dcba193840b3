import Crypto
import Foundation
import Hummingbird
import Logging
import Persistence
import ServiceLifecycle

/// Listens, on this machine alone, for what GOV.UK Notify tells of deliveries; whatever ends TLS stands before it.
public struct CallbackListener: Service, CustomStringConvertible {
    /// One delivery as Notify tells of it. What else it tells, the recipient's address among it, is not looked at.
    public struct Report: Decodable, Sendable {
        /// Notify's id of the message.
        public let id: String
        /// In Notify's words.
        public let status: String
    }

    private let port: Int
    private let token: CallbackToken
    private let logger: Logger
    private let take: @Sendable (Report) async throws -> Void

    public var description: String { "callbacks" }

    /// - Parameters:
    ///   - port: On 127.0.0.1.
    ///   - take: Records a report. What it throws makes Notify tell it once more.
    public init(
        port: Int, token: CallbackToken, logger: Logger, take: @escaping @Sendable (Report) async throws -> Void
    ) {
        (self.port, self.token, self.logger, self.take) = (port, token, logger, take)
    }

    public func run() async throws {
        try await Application(
            router: router, configuration: .init(address: .hostname("127.0.0.1", port: port)), logger: logger
        ).run()
    }

    private var router: Router<BasicRequestContext> {
        let router = Router()
        let refusal = Locked(ContinuousClock.Instant?.none)
        router.post("notify/status") { [logger, token, take] request, context -> HTTPResponse.Status in
            guard token.isCarried(by: request.headers[.authorization]) else {
                // Once a minute: anybody may knock.
                let isTold = refusal.withLock { last in
                    if let last, ContinuousClock.now - last < .seconds(60) { return false }
                    last = .now
                    return true
                }
                if isTold { logger.warning("a callback without GOV.UK Notify's token was refused") }
                return .unauthorized
            }
            let report = try await request.decode(as: Report.self, context: context)
            try await take(report)
            return .noContent
        }
        return router
    }
}

/// What a callback proves by that it comes from Notify. It does not show in descriptions, logs or dumps.
public struct CallbackToken: Sendable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    private let digest: SHA256.Digest

    /// - Parameter text: 16 characters or more, without spaces.
    /// - Throws: ``CallbackTokenError``.
    public init(_ text: String) throws(CallbackTokenError) {
        guard text.utf8.count >= 16, text.utf8.allSatisfy({ (33...126).contains($0) }) else {
            throw CallbackTokenError()
        }
        digest = SHA256.hash(data: Data("Bearer \(text)".utf8))
    }

    /// Compares digests, in a time that does not depend on where they differ.
    func isCarried(by authorization: String?) -> Bool {
        SHA256.hash(data: Data((authorization ?? "").utf8)) == digest
    }

    public var description: String { "(hidden)" }
    public var debugDescription: String { description }
    public var customMirror: Mirror { Mirror(self, children: [:]) }
}

/// Why a token is refused.
public struct CallbackTokenError: Error, Equatable, CustomStringConvertible {
    public let description =
        "is no token for callbacks, which has 16 characters or more, without spaces; make one, and give it to GOV.UK Notify too."
}
