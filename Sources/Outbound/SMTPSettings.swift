import Transfers

/// How to reach the mail server.
public struct SMTPSettings: Sendable {
    /// How the connection is protected. There is no "if available": what is asked for is had, or nothing is sent.
    public enum Security: String, Sendable, CaseIterable {
        /// A clear greeting, then TLS before anything else is said; usually port 587.
        case startTLS
        /// TLS from the first byte; usually port 465.
        case implicitTLS
        /// Clear text. Only to this machine.
        case none
    }

    /// How to sign in. The password never goes over an unprotected network, so the simple mechanisms suffice.
    public enum Authentication: String, Sendable, CaseIterable {
        /// PLAIN or LOGIN, whichever the server offers.
        case automatic
        case plain
        case login
        /// XOAUTH2 with an access token, as Exchange Online and Gmail want it. The token is the password.
        case xoauth2
    }

    public let host: String
    public let port: Int
    public let security: Security
    public let authentication: Authentication
    /// A file of PEM certificates to trust instead of the system's; nil for the system's.
    public let caFile: String?
    /// What to call ourselves in EHLO; nil for the machine's own name.
    public let heloName: String?
    /// How many connections, each with a thread.
    public let connections: Int
    /// Seconds until the connection must be up, TLS and sign-in included.
    public let connectTimeout: Int
    /// Seconds that one message may take.
    public let timeout: Int
    /// A file that holds the access token and nothing else, read for each message: tokens last an hour or so, and
    /// another program renews them. nil where the password does not change.
    public let tokenFile: String?
    /// Whether a user name and password are set.
    public var signsIn: Bool { credentials != nil }

    let credentials: SMTPCredentials?

    /// Checks and keeps the settings; connects to nothing.
    ///
    /// - Throws: `SMTPSettingsError` if they are contradictory or unsafe.
    public init(
        host: String, port: Int, security: Security, credentials: (username: String, password: String)? = nil,
        authentication: Authentication = .automatic, tokenFile: String? = nil, caFile: String? = nil,
        heloName: String? = nil, connections: Int = 4, connectTimeout: Int = 15, timeout: Int = 60
    ) throws(SMTPSettingsError) {
        guard HostName.isAccepted(host) else { throw .host }
        guard (1...65535).contains(port) else { throw .port(port) }
        guard security != .none || Self.isLoopback(host) else { throw .clearTextToAnotherMachine(host: host) }
        guard (1...64).contains(connections) else { throw .connections(connections) }
        guard (1...600).contains(connectTimeout) else { throw .seconds(setting: "connectTimeout", connectTimeout) }
        guard (1...3600).contains(timeout) else { throw .seconds(setting: "timeout", timeout) }
        if let heloName, !HostName.isAccepted(heloName) { throw .heloName }
        if let credentials {
            guard !credentials.username.isEmpty, !credentials.password.isEmpty else { throw .emptyCredentials }
            let bytes = [credentials.username.utf8, credentials.password.utf8].joined()
            guard bytes.allSatisfy({ $0 >= 32 && $0 != 127 }) else { throw .controlCharacterInCredentials }
        }
        self.host = host
        self.port = port
        self.security = security
        self.credentials = credentials.map { SMTPCredentials(username: $0.username, password: $0.password) }
        self.authentication = authentication
        self.tokenFile = authentication == .xoauth2 ? tokenFile : nil
        self.caFile = caFile
        self.heloName = heloName
        self.connections = connections
        self.connectTimeout = connectTimeout
        self.timeout = timeout
    }

    /// Whether a host name or address means this machine whatever the resolver says: 127.0.0.0/8, ::1, localhost.
    static func isLoopback(_ host: String) -> Bool {
        if host.lowercased() == "localhost" || host == "::1" { return true }
        let octets = host.split(separator: ".", omittingEmptySubsequences: false)
        return octets.count == 4 && octets[0] == "127"
            && octets.allSatisfy { octet in
                // No leading zeros: some resolvers read them as octal.
                UInt8(octet).map { String($0) == octet } ?? false
            }
    }
}

/// A user name and password that do not show in descriptions, logs or dumps.
struct SMTPCredentials: Sendable, CustomStringConvertible, CustomReflectable {
    let username: String
    let password: String

    var description: String { "(hidden)" }
    var customMirror: Mirror { Mirror(self, children: [:]) }
}

/// Why settings for mail are refused. Trying again without changing them does not help.
public enum SMTPSettingsError: Error, Equatable, CustomStringConvertible {
    case host
    case heloName
    case port(Int)
    case clearTextToAnotherMachine(host: String)
    case connections(Int)
    case seconds(setting: String, Int)
    case emptyCredentials
    case controlCharacterInCredentials

    public var description: String {
        switch self {
        case .host:
            "The host of the mail server is not accepted; it takes a host name or an IP address, nothing else."
        case .heloName:
            "The name to give in EHLO is not accepted; it takes a host name."
        case .port(let port):
            "The port of the mail server is \(port); 1 to 65535 are accepted, and 587 and 465 are usual."
        case .clearTextToAnotherMachine(let host):
            "Mail would go to \(host) in clear text; without TLS only this machine is accepted (localhost, "
                + "127.0.0.0/8 or ::1). Use startTLS or implicitTLS."
        case .connections(let count):
            "The number of mail connections is \(count); 1 to 64 are accepted."
        case .seconds(let setting, let value):
            "The mail setting \(setting) is \(value) seconds; "
                + "\(setting == "timeout" ? "1 to 3600" : "1 to 600") are accepted."
        case .emptyCredentials:
            "The user name or the password for the mail server is empty; set both, or neither."
        case .controlCharacterInCredentials:
            "The user name or the password for the mail server contains a control character, perhaps the line break "
                + "at the end of a file."
        }
    }
}
