import Transfers

/// Signed HTTPS calls to receivers.
public final class WebhookTransport: Sendable {
    private let settings: WebhookSettings
    private let engine: HTTPEngine

    /// Starts the threads; connects to nothing yet.
    public init(settings: WebhookSettings) {
        self.settings = settings
        engine = HTTPEngine(settings.http, name: "webhooks", threads: 2)
    }

    /// Makes one call and says what became of it: only an answer of 2xx counts as accepted, and no redirect is
    /// followed. Cancelling the task does not interrupt the call.
    public func deliver(_ call: WebhookCall) async -> DeliveryOutcome {
        await withCheckedContinuation { continuation in
            deliver([
                WaitingCall(
                    address: call.address, write: { .call(call) }, ended: { continuation.resume(returning: $0) })
            ])
        }
    }

    /// Takes calls of which each is written and made when a connection to its receiver is free, and returns at once.
    /// None waits for another receiver's.
    public func deliver(_ calls: [WaitingCall]) {
        engine.perform(
            calls.map { HTTPJob(host: $0.address?.host ?? "", request: request($0), ended: answer($0)) })
    }

    private func request(_ waiting: WaitingCall) -> @Sendable () -> HTTPRequest? {
        { [allowInsecureHTTP = settings.allowInsecureHTTP] in
            switch waiting.write() {
            case .over(let outcome): waiting.ended(outcome)
            case .call(let call):
                guard let objection = call.objection(allowInsecureHTTP: allowInsecureHTTP) else { return call.request }
                waiting.ended(.permanent(reason: objection))
            }
            return nil
        }
    }

    private func answer(_ waiting: WaitingCall) -> @Sendable (HTTPAnswer) -> Void {
        { waiting.ended(WebhookAnswer($0, host: waiting.address?.host ?? "").outcome) }
    }

    /// Takes nothing new, gives the calls under way so long to finish, and then breaks them off.
    public func stop(within grace: Duration = .seconds(86_400)) async { await engine.stop(within: grace) }
}

/// A call that is made as soon as a connection to its receiver is free.
public struct WaitingCall: Sendable {
    let address: WebhookAddress?
    let write: @Sendable () -> Writing
    let ended: @Sendable (DeliveryOutcome) -> Void

    /// What there is to do when its turn comes.
    public enum Writing: Sendable {
        case call(WebhookCall)
        /// It is not made, and this is how it ended.
        case over(DeliveryOutcome)
    }

    /// - Parameters:
    ///   - address: The receiver's; without one nothing is called, and `write` says why.
    ///   - write: Called when its turn comes; the call goes to the same address.
    ///   - ended: Called once. It is waited for, as `write` is, before its thread sends or receives anything else.
    public init(
        address: WebhookAddress?, write: @escaping @Sendable () -> Writing,
        ended: @escaping @Sendable (DeliveryOutcome) -> Void
    ) {
        (self.address, self.write, self.ended) = (address, write, ended)
    }
}
