import Foundation
import Transfers

/// Where GOV.UK Notify is, and how messages are given to it.
public struct NotifySettings: Sendable {
    public static let publicURL = "https://api.notifications.service.gov.uk"

    public let key: NotifyKey
    /// Without a slash at its end.
    public let baseURL: String
    let host: String
    /// Whether it is on this machine: a stand-in.
    let isLocal: Bool
    public let emailTemplates: NotifyTemplates
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

    /// - Throws: ``NotifySettingsError`` when the address cannot be used.
    public init(
        key: NotifyKey, baseURL: String = publicURL, emailTemplates: NotifyTemplates,
        textTemplates: NotifyTemplates? = nil, replyToID: String? = nil, textSenderID: String? = nil,
        connections: Int = 4, timeout: Int = 20, caFile: String? = nil
    ) throws(NotifySettingsError) {
        precondition((1...64).contains(connections) && timeout > 0)
        let (host, isLocal) = try Self.host(of: baseURL)
        (self.key, self.host, self.isLocal) = (key, host, isLocal)
        self.baseURL = baseURL.hasSuffix("/") ? String(baseURL.dropLast()) : baseURL
        (self.emailTemplates, self.textTemplates) = (emailTemplates, textTemplates)
        (self.replyToID, self.textSenderID) = (replyToID, textSenderID)
        (self.connections, self.timeout, self.caFile) = (connections, timeout, caFile)
    }

    /// Plain HTTP is for this machine alone: whoever reads a token may send in the service's name.
    private static func host(of url: String) throws(NotifySettingsError) -> (host: String, isLocal: Bool) {
        guard let components = URLComponents(string: url), let host = components.host, HostName.isAccepted(host),
            components.user == nil, components.query == nil, components.fragment == nil,
            url.utf8.allSatisfy({ (33...126).contains($0) })
        else { throw .address(url) }
        let isLocal = host == "localhost" || host == "127.0.0.1"
        guard components.scheme == "https" || components.scheme == "http" && isLocal else { throw .address(url) }
        return (host + (components.port.map { ":\($0)" } ?? ""), isLocal)
    }

    var http: HTTPSettings {
        let loopback = isLocal ? ["127.0.0.0/8", "::1/128"] : []
        return HTTPSettings(
            connectionsPerHost: connections, connectTimeout: min(10, timeout), timeout: timeout, caFile: caFile,
            allowInsecureHTTP: isLocal,
            allowedNetworks: loopback.compactMap { network in
                do throws(IPNetworkError) { return try IPNetwork(network) } catch {
                    preconditionFailure("\(network) is a network.")
                }
            })
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

/// Why an address of Notify's is refused.
public enum NotifySettingsError: Error, Equatable, CustomStringConvertible {
    case address(String)

    public var description: String {
        switch self {
        case .address(let url):
            "\"\(url)\" is not accepted; give an address beginning with https:// and a host, or http:// with this "
                + "machine's own (localhost or 127.0.0.1)."
        }
    }
}
