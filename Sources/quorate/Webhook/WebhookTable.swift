import Daemon
import Persistence
import WorkingDays

/// A receiver with how it stands.
struct ListedWebhook: Sendable {
    let webhook: PartnershipConfiguration.Webhook
    let switchedOff: WebhookReadings.SwitchedOff?
    let outage: Outages.Outage?
    let counts: WebhookReadings.Counts

    init(
        _ webhook: PartnershipConfiguration.Webhook, switchedOff: WebhookReadings.SwitchedOff?,
        outage: Outages.Outage?, counts: WebhookReadings.Counts
    ) {
        (self.webhook, self.switchedOff) = (webhook, switchedOff)
        (self.outage, self.counts) = (outage, counts)
    }

    /// The kinds in their own order.
    var events: [String] { WebhookEventKind.allCases.filter(webhook.events.contains).map(\.rawValue) }

    /// What somebody should see to.
    fileprivate var troubles: [String] {
        [switchedOff.map { SwitchedOffLine($0).text }, outage.map { $0.sentence(\.brief) }].compactMap { $0 }
    }
}

/// Receivers as a table, and below it what is amiss.
struct WebhookTable {
    private let webhooks: [ListedWebhook]

    init(_ webhooks: [ListedWebhook]) { self.webhooks = webhooks }

    var text: String {
        var table = Table(header: ["webhook", "host", "shape", "waiting", "failed", "events"])
        for listed in webhooks {
            let isOfAll = listed.events.count == WebhookEventKind.allCases.count
            table.add([
                listed.webhook.name, listed.webhook.host ?? "(in its file)", listed.webhook.shapeName,
                "\(listed.counts.waiting)", "\(listed.counts.failed)",
                isOfAll ? "all" : listed.events.joined(separator: ", "),
            ])
        }
        return ([table.text()] + webhooks.flatMap(\.troubles)).joined(separator: "\n\n")
    }
}

/// A receiver that said it was gone, in a line.
struct SwitchedOffLine {
    private let webhook: WebhookReadings.SwitchedOff

    init(_ webhook: WebhookReadings.SwitchedOff) { self.webhook = webhook }

    var text: String {
        "The webhook \(webhook.endpoint) is switched off since \(webhook.at.brief); \"quorate webhook enable \(webhook.endpoint)\" calls it again: \(webhook.reason)"
    }
}

/// A receiver for programs.
struct DescribedWebhook: Encodable {
    let name: String
    let host: String?
    let shape: String
    let events: [String]
    let waiting: Int
    let failed: Int
    let switchedOff: SwitchedOff?
    let outage: Outage?

    struct SwitchedOff: Encodable {
        let at: String
        let reason: String
    }

    struct Outage: Encodable {
        let since: String
        let triedAgainAt: String
        let reason: String
    }

    init(_ listed: ListedWebhook) {
        (name, host, shape) = (listed.webhook.name, listed.webhook.host, listed.webhook.shapeName)
        (events, waiting, failed) = (listed.events, listed.counts.waiting, listed.counts.failed)
        switchedOff = listed.switchedOff.map { SwitchedOff(at: $0.at.iso8601, reason: $0.reason) }
        outage = listed.outage.map {
            Outage(since: $0.since.iso8601, triedAgainAt: $0.probeAt.iso8601, reason: $0.reason)
        }
    }
}
