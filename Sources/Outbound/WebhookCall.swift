/// One notification to a receiver, signed when it is sent unless its address is all that tells it.
public struct WebhookCall: Sendable {
    /// Identifies the message: a repeat has the same. Letters, digits, hyphens and underscores; goes into
    /// `webhook-id`.
    public let id: String
    /// Where to; its path may be a secret of the receiver's, so it is never repeated in a reason.
    public let url: String
    public let signing: WebhookSigning
    /// When the attempt is made, in seconds since 1970; receivers refuse old ones.
    public let timestamp: Int64
    /// JSON.
    public let body: [UInt8]
    /// A file of PEM certificates to trust for this receiver; nil for the transport's.
    public let caFile: String?

    public init(
        id: String, url: String, signing: WebhookSigning, timestamp: Int64, body: [UInt8], caFile: String? = nil
    ) {
        self.id = id
        self.url = url
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
        guard url.utf8.allSatisfy({ (33...126).contains($0) }), let scheme, host != nil else {
            return "The webhook address is not a complete URL of printable ASCII characters."
        }
        guard scheme == "https" || (allowInsecureHTTP && scheme == "http") else {
            return "The webhook address does not start with https://, which is required."
        }
        return nil
    }

    var request: HTTPRequest {
        HTTPRequest(
            method: .post(body: body), url: url, host: host ?? "",
            headers: ["Content-Type: application/json"] + identification, caFile: caFile)
    }

    /// What a receiver verifies a call by.
    private var identification: [String] {
        guard let signature = signing.header(id: id, timestamp: timestamp, body: body) else { return [] }
        return ["webhook-id: \(id)", "webhook-timestamp: \(timestamp)", "webhook-signature: \(signature)"]
    }

    /// Host and port, which calls are counted by; nil if there is none, or a user name stands before it.
    var host: String? { Self.host(of: url) }

    static func host(of url: String) -> String? {
        guard let separator = separator(of: url) else { return nil }
        let host = url.utf8[separator...].dropFirst(3).prefix { !"/?#".utf8.contains($0) }
        return host.isEmpty || host.contains(UInt8(ascii: "@")) ? nil : String(Substring(host)).lowercased()
    }

    /// The scheme in lower case.
    private var scheme: String? { Self.separator(of: url).map { url[..<$0].lowercased() } }

    /// Where `://` is. Byte by byte: to look for a text in a text takes as long as signing it.
    private static func separator(of url: String) -> String.Index? {
        url.utf8.firstIndex(of: UInt8(ascii: ":")).flatMap { url.utf8[$0...].starts(with: "://".utf8) ? $0 : nil }
    }

    private static func isIdCharacter(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x5F: true
        default: false
        }
    }
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
