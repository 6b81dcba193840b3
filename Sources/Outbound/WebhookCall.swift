/// One notification to a receiver, signed when it is sent unless its address is all that tells it.
public struct WebhookCall: Sendable {
    /// Identifies the message: a repeat has the same. Letters, digits, hyphens and underscores; goes into
    /// `webhook-id`.
    public let id: String
    /// Where to; never repeated in a reason.
    public let address: WebhookAddress
    public let signing: WebhookSigning
    /// When the attempt is made, in seconds since 1970; receivers refuse old ones.
    public let timestamp: Int64
    /// JSON.
    public let body: [UInt8]
    /// A file of PEM certificates to trust for this receiver; nil for the transport's.
    public let caFile: String?

    public init(
        id: String, address: WebhookAddress, signing: WebhookSigning, timestamp: Int64, body: [UInt8],
        caFile: String? = nil
    ) {
        self.id = id
        self.address = address
        self.signing = signing
        self.timestamp = timestamp
        self.body = body
        self.caFile = caFile
    }

    /// Why this cannot be sent, as a sentence; nil if it can.
    func objection(allowInsecureHTTP: Bool) -> String? {
        guard (1...256).contains(id.utf8.count), id.utf8.allSatisfy(Self.isIdCharacter) else {
            return "The webhook id is not accepted; it takes 1 to 256 letters, digits, hyphens and underscores."
        }
        return address.objection(allowInsecureHTTP: allowInsecureHTTP)
    }

    var request: HTTPRequest {
        HTTPRequest(
            method: .post(body: body), url: address.url, host: address.host,
            headers: ["Content-Type: application/json"] + identification, caFile: caFile)
    }

    /// What a receiver verifies a call by.
    private var identification: [String] {
        guard let signature = signing.header(id: id, timestamp: timestamp, body: body) else { return [] }
        return ["webhook-id: \(id)", "webhook-timestamp: \(timestamp)", "webhook-signature: \(signature)"]
    }

    private static func isIdCharacter(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x5F: true
        default: false
        }
    }
}

/// Where a receiver is. It is looked through once, and not for every call.
///
/// It does not show in descriptions, logs or dumps: its path may be a secret of the receiver's.
public struct WebhookAddress: Sendable, CustomStringConvertible, CustomReflectable {
    public let url: String
    /// Host and port, which calls are counted by; empty where there is none, or a user name stands before it.
    let host: String
    /// In lower case.
    private let scheme: String
    private let isPrintable: Bool

    /// Anything is taken; a call to what is no address ends with the reason.
    public init(_ url: String) {
        self.url = url
        isPrintable = url.utf8.allSatisfy { (33...126).contains($0) }
        let parts = url.split(separator: "://", maxSplits: 1, omittingEmptySubsequences: false)
        let host = parts.count == 2 ? parts[1].prefix { !"/?#".contains($0) } : ""
        self.host = host.contains("@") ? "" : host.lowercased()
        scheme = parts.count == 2 ? parts[0].lowercased() : ""
    }

    /// Why nothing can be sent there, as a sentence; nil if it can.
    func objection(allowInsecureHTTP: Bool) -> String? {
        guard isPrintable, !scheme.isEmpty, !host.isEmpty else {
            return "The webhook address is not a complete URL of printable ASCII characters."
        }
        guard scheme == "https" || (allowInsecureHTTP && scheme == "http") else {
            return "The webhook address does not start with https://, which is required."
        }
        return nil
    }

    public var description: String { "(hidden)" }
    public var customMirror: Mirror { Mirror(self, children: [:]) }
}

/// How webhooks are sent.
public struct WebhookSettings: Sendable {
    /// How many calls to one host may be under way at a time; 1 to 64.
    public var connectionsPerHost: Int
    /// Seconds until the connection must be up.
    public var connectTimeout: Int
    /// Seconds that one call may take.
    public var timeout: Int
    /// A file of PEM certificates to trust instead of the system's; nil for the system's.
    public var caFile: String?
    /// Whether addresses with http:// are accepted.
    public var allowInsecureHTTP: Bool
    /// The networks in which receivers may be although they are not on the public internet: loopback, private and the
    /// like. Without them an address that somebody typed could reach into the network that this machine stands in.
    public var allowedNetworks: [IPNetwork]

    public init(
        connectionsPerHost: Int = 4, connectTimeout: Int = 10, timeout: Int = 20, caFile: String? = nil,
        allowInsecureHTTP: Bool = false, allowedNetworks: [IPNetwork] = []
    ) {
        precondition((1...64).contains(connectionsPerHost) && connectTimeout > 0 && timeout > 0)
        self.connectionsPerHost = connectionsPerHost
        self.connectTimeout = connectTimeout
        self.timeout = timeout
        self.caFile = caFile
        self.allowInsecureHTTP = allowInsecureHTTP
        self.allowedNetworks = allowedNetworks
    }
    var http: HTTPSettings {
        HTTPSettings(
            connectionsPerHost: connectionsPerHost, connectTimeout: connectTimeout, timeout: timeout, caFile: caFile,
            allowInsecureHTTP: allowInsecureHTTP, allowedNetworks: allowedNetworks)
    }
}
