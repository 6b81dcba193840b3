import Transfers

/// How to reach the reply mailbox.
public struct IMAPSettings: Sendable {
    /// How the connection is protected. Clear text is not offered: a mailbox is full of personal data.
    public enum Security: String, Sendable, CaseIterable {
        /// A clear greeting, then TLS before anything else is said; usually port 143.
        case startTLS
        /// TLS from the first byte; usually port 993.
        case implicitTLS
    }

    /// What to sign in with. It does not show in descriptions, logs or dumps.
    public struct SignIn: Sendable, CustomStringConvertible, CustomReflectable {
        enum Secret {
            case password(String)
            case tokenFile(String)
        }

        let user: String
        let secret: Secret

        /// PLAIN or LOGIN, whichever the server offers.
        public static func password(user: String, password: String) -> SignIn {
            SignIn(user: user, secret: .password(password))
        }

        /// XOAUTH2 with an access token, as Exchange Online and Gmail want it.
        ///
        /// - Parameter tokenFile: The file that holds it, which another program renews: it is read anew for each
        ///   connection, and each look at what has arrived is one.
        public static func token(user: String, tokenFile: String) -> SignIn {
            SignIn(user: user, secret: .tokenFile(tokenFile))
        }

        /// Whether by a token, which lapses.
        public var isByToken: Bool {
            switch secret {
            case .password: false
            case .tokenFile: true
            }
        }

        public var description: String { "(hidden)" }
        public var customMirror: Mirror { Mirror(self, children: [:]) }

        var words: [String] {
            switch secret {
            case .password(let word), .tokenFile(let word): [user, word]
            }
        }
    }

    public let host: String
    public let port: Int
    public let security: Security
    /// A file of PEM certificates to trust instead of the system's; nil for the system's.
    public let caFile: String?
    /// The folder in which mail arrives.
    public let folder: String
    /// Bytes of the largest message that is fetched whole.
    public let maximumMessageBytes: Int
    /// Seconds until the connection must be up, TLS and sign-in included.
    public let connectTimeout: Int
    /// Seconds that one question to the server may take.
    public let timeout: Int

    public let signIn: SignIn

    /// Checks and keeps the settings; connects to nothing.
    ///
    /// - Throws: `IMAPSettingsError`, whose text repeats neither user nor password.
    public init(
        host: String, port: Int, security: Security = .implicitTLS, signIn: SignIn, caFile: String? = nil,
        folder: String = "INBOX", maximumMessageBytes: Int = 2 << 20, connectTimeout: Int = 15, timeout: Int = 60
    ) throws(IMAPSettingsError) {
        guard HostName.isAccepted(host) else { throw .host }
        guard (1...65535).contains(port) else { throw .port(port) }
        guard FolderName.isAccepted(folder) else { throw .folder }
        guard (16 << 10...64 << 20).contains(maximumMessageBytes) else {
            throw .maximumMessageBytes(maximumMessageBytes)
        }
        guard (1...600).contains(connectTimeout) else { throw .seconds(setting: "connectTimeout", connectTimeout) }
        guard (1...600).contains(timeout) else { throw .seconds(setting: "timeout", timeout) }
        guard signIn.words.allSatisfy({ !$0.isEmpty }) else { throw .emptySignIn }
        guard signIn.words.allSatisfy({ $0.utf8.allSatisfy { $0 >= 32 && $0 != 127 } }) else {
            throw .controlCharacterInSignIn
        }
        (self.host, self.port, self.security, self.signIn) = (host, port, security, signIn)
        (self.caFile, self.folder, self.maximumMessageBytes) = (caFile, folder, maximumMessageBytes)
        (self.connectTimeout, self.timeout) = (connectTimeout, timeout)
    }
}

/// The names of folders that are accepted: those that mean the same in a URL, in a command and to every server.
enum FolderName {
    /// Letters, digits, space, and `-_./`: RFC 3501, 5.1.3, would have others written in an alphabet of its own.
    static func isAccepted(_ name: String) -> Bool {
        (1...200).contains(name.utf8.count) && name.first != " " && name.last != " "
            && name.utf8.allSatisfy { byte in
                switch byte {
                case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
                default: " -_./".utf8.contains(byte)
                }
            }
    }
}

/// Why settings for the reply mailbox are refused. Trying again without changing them does not help.
public enum IMAPSettingsError: Error, Equatable, CustomStringConvertible {
    case host
    case port(Int)
    case folder
    case maximumMessageBytes(Int)
    case seconds(setting: String, Int)
    case emptySignIn
    case controlCharacterInSignIn

    public var description: String {
        switch self {
        case .host:
            "The host of the reply mailbox is not accepted; it takes a host name or an IP address, nothing else."
        case .port(let port):
            "The port of the reply mailbox is \(port); 1 to 65535 are accepted, and 993 and 143 are usual."
        case .folder:
            "The name of a mail folder is not accepted; it takes up to 200 letters of English, digits, spaces and the "
                + "characters -_./, such as INBOX."
        case .maximumMessageBytes(let count):
            "The size of the largest message to fetch is \(count) bytes; 16384 (16 KiB) to 67108864 (64 MiB) are "
                + "accepted."
        case .seconds(let setting, let value):
            "The setting \(setting) of the reply mailbox is \(value) seconds; 1 to 600 are accepted."
        case .emptySignIn:
            "The user name, the password or the token's file for the reply mailbox is empty; both parts are needed."
        case .controlCharacterInSignIn:
            "The user name, the password or the path of the token's file contains a control character, perhaps the "
                + "line break at the end of a file."
        }
    }
}
