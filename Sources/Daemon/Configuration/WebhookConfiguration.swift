import Conferences
import Foundation
import Outbound
import Persistence

extension PartnershipConfiguration {
    /// A receiver, and what it is told.
    public struct Webhook: Sendable {
        public let name: String
        /// Host and port; `nil` where the address stands in a file that was not read.
        public let host: String?
        /// How to call it; `nil` where secrets were not read.
        let access: Access?
        /// Which kinds of event it is told of.
        public let events: Set<WebhookEventKind>
        let shape: WebhookShape
        let caFile: String?

        /// It does not show in descriptions, logs or dumps: the address may be a secret.
        struct Access: Sendable, CustomStringConvertible, CustomReflectable {
            let address: WebhookAddress
            let signing: WebhookSigning

            var description: String { "(hidden)" }
            var customMirror: Mirror { Mirror(self, children: [:]) }
        }

        /// `standard`, `teams` or `slack`.
        public var shapeName: String { shape.rawValue }

        public var subscription: WebhookSubscription { WebhookSubscription(name, to: events) }
    }
}

extension PartnershipConfiguration {
    /// - Throws: ``UnknownWebhook`` when no receiver has the name.
    public func webhook(named name: String) throws(UnknownWebhook) -> Webhook {
        guard let found = webhooks.first(where: { $0.name == name }) else {
            throw UnknownWebhook(name: name, known: webhooks.map(\.name))
        }
        return found
    }
}

/// A name that no receiver of the configuration has.
public struct UnknownWebhook: Error, Equatable, CustomStringConvertible {
    public let name: String
    public let known: [String]

    public var description: String {
        known.isEmpty
            ? "The configuration has no webhooks; \"quorate webhook add\" shows how to have one."
            : "The configuration has no webhook \(name); it has \(known.joined(separator: ", "))."
    }
}

extension SettingsReader {
    func webhooks() -> [PartnershipConfiguration.Webhook] {
        file.names(below: "webhooks").map { name in
            let key = "webhooks.\(name)"
            let shape = word("\(key).shape", default: WebhookShape.standard)
            let url = address(key, shape)
            let signing = signing(key, shape)
            return .init(
                name: name, host: url.map(Self.host),
                access: url.flatMap { url in signing.map { .init(address: WebhookAddress(url), signing: $0) } },
                events: events(key),
                shape: shape, caFile: text("\(key).caFile").map(path))
        }
    }

    /// The address, which is a secret where nothing is signed, and then stands in a file.
    private func address(_ key: String, _ shape: WebhookShape) -> String? {
        let wanted = shape.isSigned ? "\(key).url" : "\(key).urlFile"
        let other = shape.isSigned ? "\(key).urlFile" : "\(key).url"
        if text(other) != nil {
            note(
                other,
                shape.isSigned
                    ? "goes with the shapes teams and slack; give url."
                    : "is not accepted with shape \(shape.rawValue): the address is the secret there; give urlFile, the file that holds it."
            )
            return nil
        }
        guard text(wanted) != nil else {
            note(
                wanted,
                "is missing; give the \(shape.isSigned ? "" : "file that holds the ")address of the receiver, beginning with https://."
            )
            return nil
        }
        guard let url = shape.isSigned ? text(wanted) : secret(wanted) else { return nil }
        if !Self.isAddress(url) {
            // The value is not repeated: the path of a receiver may be its secret.
            note(
                wanted,
                "is not accepted; give an address beginning with https://, without spaces, user name or password.")
        }
        return url
    }

    private func signing(_ key: String, _ shape: WebhookShape) -> WebhookSigning? {
        guard shape.isSigned else {
            for key in ["\(key).secretFile", "\(key).previousSecretFile"] where text(key) != nil {
                note(key, "is not accepted with shape \(shape.rawValue), whose calls are not signed; leave it out.")
            }
            return .addressAlone
        }
        if text("\(key).secretFile") == nil {
            note("\(key).secretFile", "is missing; give the file that holds the signing secret (whsec_…).")
        }
        guard let current = webhookSecret("\(key).secretFile") else { return nil }
        return .secrets(current: current, previous: webhookSecret("\(key).previousSecretFile"))
    }

    private func webhookSecret(_ key: String) -> WebhookSecret? {
        secret(key).flatMap { written in attempt(key) { try WebhookSecret(written) } }
    }

    private func events(_ key: String) -> Set<WebhookEventKind> {
        let (key, accepted) = ("\(key).events", WebhookEventKind.allCases.map(\.rawValue))
        guard hasList(key) else { return Set(WebhookEventKind.allCases) }
        if list(key).isEmpty {
            note(key, "is empty; name some of \(accepted.joined(separator: ", ")), or leave it out for all of them.")
        }
        return Set(
            items(key) { word in
                guard let kind = WebhookEventKind(rawValue: word) else {
                    throw UnknownWord(word: word, kind: "kind of event", accepted: accepted)
                }
                return kind
            })
    }

    func webhookDelivery() -> WebhookSettings {
        WebhookSettings(
            connectionsPerHost: count("webhookDelivery.connections", default: 4, in: 1...64, unit: "connections"),
            timeout: count("webhookDelivery.timeout", default: 20, in: 1...600, unit: "seconds"),
            allowedNetworks: items("webhookDelivery.allowedNetworks") { try IPNetwork($0) })
    }

    static func isAddress(_ url: String) -> Bool {
        let host = host(url)
        return url.hasPrefix("https://") && !host.isEmpty && !host.contains("@")
            && url.utf8.allSatisfy { (33...126).contains($0) }
    }

    private static func host(_ url: String) -> String {
        String(url.dropFirst("https://".count).prefix { !"/?#".contains($0) })
    }
}
