import Foundation
import Outbound
import Persistence
import WorkingDays

/// Tries a receiver: one call with an event of its own, made now and outside the outbox.
public struct WebhookTrial: Sendable {
    private let webhook: PartnershipConfiguration.Webhook
    private let composer: WebhookComposer
    private let settings: WebhookSettings

    /// - Parameter configuration: Read with its secrets.
    /// - Throws: ``UnknownWebhook`` when no receiver has the name.
    public init(_ name: String, of configuration: PartnershipConfiguration) throws {
        webhook = try configuration.webhook(named: name)
        composer = WebhookComposer(configuration)
        settings = configuration.webhookDelivery
    }

    /// What the receiver said.
    public struct Answer: Sendable, Equatable {
        public let isAccepted: Bool
        /// `HTTP 204`, or a sentence on why it is no success.
        public let detail: String
    }

    /// Makes the call and waits for its answer, at most as long as the configuration gives one call.
    ///
    /// - Throws: A sentence when the call cannot be written.
    public func run(now: Timestamp) async throws -> Answer {
        let transport = WebhookTransport(settings: settings)
        let event = WebhookEvent.test(webhook: webhook.name, at: now)
        let call = try composer.compose(
            id: "test-\(UUID().uuidString.lowercased())", to: webhook, payload: try event.json(), now: now)
        let outcome = await transport.deliver(call)
        await transport.stop()
        return Answer(outcome)
    }
}

extension WebhookTrial.Answer {
    fileprivate init(_ outcome: DeliveryOutcome) {
        switch outcome {
        case .accepted(let detail, _): self.init(isAccepted: true, detail: detail)
        default: self.init(isAccepted: false, detail: outcome.reason ?? "The call was not begun.")
        }
    }
}
