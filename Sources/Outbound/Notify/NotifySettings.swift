import Foundation
import Transfers

/// Where GOV.UK Notify is.
public struct NotifyAddress: Sendable {
    /// Without a slash at its end.
    public let url: String
    /// With the port, if it has one.
    let host: String
    /// Whether it is on this machine: a stand-in.
    let isLocal: Bool

    /// Notify's own.
    public static let standard = "https://api.notifications.service.gov.uk"

    /// Plain HTTP is for this machine alone: whoever reads a token may send in the service's name.
    ///
    /// - Throws: ``NotifyAddressError`` when it cannot be used.
    public init(_ written: String) throws(NotifyAddressError) {
        guard let components = URLComponents(string: written), let host = components.host, HostName.isAccepted(host),
            components.user == nil, components.query == nil, components.fragment == nil,
            written.utf8.allSatisfy({ (33...126).contains($0) })
        else { throw NotifyAddressError(written: written) }
        isLocal = host == "localhost" || host == "127.0.0.1"
        guard components.scheme == "https" || components.scheme == "http" && isLocal else {
            throw NotifyAddressError(written: written)
        }
        self.host = host + (components.port.map { ":\($0)" } ?? "")
        url = written.hasSuffix("/") ? String(written.dropLast()) : written
    }
}

/// Why an address of Notify's is refused.
public struct NotifyAddressError: Error, Equatable, CustomStringConvertible {
    let written: String

    public var description: String {
        "\"\(written)\" is not accepted; give an address beginning with https:// and a host, or http:// with this "
            + "machine's own (localhost or 127.0.0.1)."
    }
}

/// How messages are given to GOV.UK Notify.
public struct NotifySettings: Sendable {
    public let key: NotifyKey
    public let address: NotifyAddress
    /// Absent where no mails are sent so.
    public let mailTemplates: NotifyTemplates?
    /// Absent where no text messages are sent.
    public let textTemplates: NotifyTemplates?
    /// Notify's id of the address that answers to mails go to; absent for the service's default.
    public let replyToID: String?
    /// Notify's id of what texts are shown as coming from; absent for the service's default.
    public let textSenderID: String?
    /// How many requests may be under way at a time, 1 to 64.
    public let connections: Int
    /// Seconds that one request may take.
    public let timeout: Int
    /// A file of PEM certificates to trust instead of the system's.
    public let caFile: String?

    public init(
        key: NotifyKey, address: NotifyAddress, mailTemplates: NotifyTemplates? = nil,
        textTemplates: NotifyTemplates? = nil, replyToID: String? = nil, textSenderID: String? = nil,
        connections: Int = 4, timeout: Int = 20, caFile: String? = nil
    ) {
        precondition((1...64).contains(connections) && timeout > 0)
        (self.key, self.address) = (key, address)
        (self.mailTemplates, self.textTemplates) = (mailTemplates, textTemplates)
        (self.replyToID, self.textSenderID) = (replyToID, textSenderID)
        (self.connections, self.timeout, self.caFile) = (connections, timeout, caFile)
    }

    var http: HTTPSettings {
        HTTPSettings(
            connectionsPerHost: connections, connectTimeout: min(10, timeout), timeout: timeout, caFile: caFile,
            allowInsecureHTTP: address.isLocal, allowedNetworks: address.isLocal ? IPNetwork.loopback : [])
    }
}

/// The ids of the templates at Notify, one for each kind of message.
public struct NotifyTemplates: Sendable, Equatable {
    private let reminder: String
    private let others: [ReminderMail.Kind: String]

    /// - Parameters:
    ///   - reminder: The template of reminders, and of every kind that has none of its own.
    ///   - others: Those of other kinds.
    public init(reminder: String, others: [ReminderMail.Kind: String] = [:]) {
        (self.reminder, self.others) = (reminder, others)
    }

    public subscript(_ kind: ReminderMail.Kind) -> String { others[kind] ?? reminder }
}
