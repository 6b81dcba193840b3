import Outbound
import Persistence

/// Where claimed messages go.
public struct Channels: Sendable {
    let mail: any MailTransport
    let webhooks: WebhookChannel?
    /// Absent where no texts are sent.
    let texts: (any TextTransport)?

    public init(mail: any MailTransport, webhooks: WebhookChannel?, texts: (any TextTransport)? = nil) {
        self.mail = mail
        self.webhooks = webhooks
        self.texts = texts
    }

    public struct WebhookChannel: Sendable {
        let transport: WebhookTransport
        let composer: WebhookComposer
        let endpoints: [String: PartnershipConfiguration.Webhook]

        init(
            transport: WebhookTransport, composer: WebhookComposer, endpoints: [PartnershipConfiguration.Webhook]
        ) {
            self.transport = transport
            self.composer = composer
            self.endpoints = Dictionary(uniqueKeysWithValues: endpoints.map { ($0.name, $0) })
        }
    }
}

/// One of the ways out, worked through by a loop of its own so that a slow receiver of webhooks holds up no mail.
public struct DeliveryLane: Sendable {
    let channel: MessageChannel
    /// How many messages are under way at once: as many as there are connections, so that none waits in a queue while
    /// its lease runs.
    let width: Int
    /// Seconds that one message may take at the most.
    let slowest: Int

    public init(_ channel: MessageChannel, width: Int, slowest: Int) {
        self.channel = channel
        self.width = width
        self.slowest = slowest
    }
}

extension PartnershipConfiguration {
    public var mailLane: DeliveryLane {
        switch mail.transport {
        case .smtp(let settings): DeliveryLane(.mail, width: settings.connections, slowest: settings.timeout)
        case .maildir: DeliveryLane(.mail, width: 4, slowest: 4)
        case .notify: notifyLane(.mail)
        }
    }

    /// Absent where no texts are sent.
    public var textLane: DeliveryLane? { texting.isOn ? notifyLane(.text) : nil }

    private func notifyLane(_ channel: MessageChannel) -> DeliveryLane {
        DeliveryLane(channel, width: notify?.connections ?? 1, slowest: notify?.slowest ?? 1)
    }

    /// Absent where no webhook is set.
    public var webhookLane: DeliveryLane? {
        webhooks.isEmpty
            ? nil
            : DeliveryLane(
                .webhook, width: webhookDelivery.connectionsPerHost * webhooks.count,
                slowest: webhookDelivery.timeout)
    }
}
