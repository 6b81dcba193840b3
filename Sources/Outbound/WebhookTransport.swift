import Transfers

/// Signed HTTPS calls to receivers, all on one thread.
public final class WebhookTransport: Sendable {
    private let settings: WebhookSettings
    private let engine: HTTPEngine

    /// Starts the thread; connects to nothing yet.
    public init(settings: WebhookSettings) {
        self.settings = settings
        engine = HTTPEngine(settings.http, name: "webhooks")
    }

    /// Makes one call and says what became of it: only an answer of 2xx counts as accepted, and no redirect is
    /// followed. Cancelling the task does not interrupt the call.
    public func deliver(_ call: WebhookCall) async -> DeliveryOutcome {
        if let objection = call.objection(allowInsecureHTTP: settings.allowInsecureHTTP) {
            return .permanent(reason: objection)
        }
        return WebhookAnswer(await engine.perform(call.request), host: call.host ?? "").outcome
    }

    /// Takes nothing new, gives the calls under way so long to finish, and then breaks them off.
    public func stop(within grace: Duration = .seconds(86_400)) async { await engine.stop(within: grace) }
}
