import Crypto
import Foundation

/// A real IMAP server on loopback, in a folder of its own, for as long as the value lives.
///
/// User `user`, password `secret`; the mailbox is a Maildir into which tests and other servers deliver.
public final class DovecotServer: Sendable {
    /// What the server offers.
    public struct Behaviour: Sendable {
        public var offersTLS = true
        /// As in `auth_mechanisms`.
        public var mechanisms = "plain login"
        /// Whether it also takes tokens by XOAUTH2.
        public var acceptsTokens = false
        /// What it claims to be able to do; nil for all that it can.
        public var capabilities: String?

        public init() {}
    }

    public static let username = "user"
    public static let password = "secret"

    public let certificates: TestCertificates
    /// For STARTTLS.
    public let port: Int
    /// For TLS from the first byte.
    public let tlsPort: Int
    public let maildir: Maildir
    private let folder: TemporaryFolder
    private let process: PeerProcess

    /// The program, where Debian keeps it.
    public static let program = "/usr/sbin/dovecot"

    /// An access token that a server with `acceptsTokens` takes for the next hour: a JSON Web Token, signed by HS256.
    public static func token(user: String = username, key: String? = nil) -> String {
        let expiry = Int(Date.now.timeIntervalSince1970) + 3600
        let parts = [#"{"alg":"HS256","typ":"JWT"}"#, #"{"sub":"\#(user)","exp":\#(expiry)}"#]
        let text = parts.map { encoded(Data($0.utf8)) }.joined(separator: ".")
        let code = HMAC<SHA256>.authenticationCode(
            for: Data(text.utf8), using: SymmetricKey(data: Data((key ?? tokenKey).utf8)))
        return "\(text).\(encoded(Data(code)))"
    }

    private static let tokenKey = "a key that only the tests have"

    /// Base64 for URLs, without padding (RFC 7515, 2).
    private static func encoded(_ data: Data) -> String {
        data.base64EncodedString().replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
    }

    /// Starts a server and waits until it answers.
    ///
    /// - Parameter maildir: What to serve; nil for a new one.
    public static func start(
        _ behaviour: Behaviour = Behaviour(), maildir: Maildir? = nil
    ) async throws -> DovecotServer {
        let folder = try TemporaryFolder("dovecot")
        let certificates = try await TestCertificates(in: folder.path)
        let maildir = maildir ?? Maildir("\(folder.path)/Maildir")
        let keyFolder = "\(folder.path)/keys/default/HS256"
        for path in ["new", "cur", "tmp"].map({ "\(maildir.path)/\($0)" }) + ["\(folder.path)/run", keyFolder] {
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        }
        try folder.write(Data(tokenKey.utf8).base64EncodedString(), to: "keys/default/HS256/default")
        // It works under a user of its own.
        for path in ["", "/new", "/cur", "/tmp"] { chmod(maildir.path + path, 0o777) }
        chmod(folder.path, 0o777)
        // Another program may take a port between its choice and its use.
        for _ in 1...5 {
            if let server = try await attempt(behaviour, folder, maildir, certificates) { return server }
        }
        throw PeerError("The mailbox server did not start: \(log(folder))")
    }

    private static func attempt(
        _ behaviour: Behaviour, _ folder: TemporaryFolder, _ maildir: Maildir, _ certificates: TestCertificates
    ) async throws -> DovecotServer? {
        let ports = try LoopbackPort.free(2)
        let configuration = DovecotConfiguration(
            behaviour: behaviour, folder: folder.path, maildir: maildir.path, certificates: certificates,
            port: ports[0], tlsPort: ports[1])
        let path = try folder.write(configuration.text, to: "dovecot.conf")
        try folder.write(configuration.tokenSettings, to: "tokens.conf")
        let process = try PeerProcess(program, ["-F", "-c", path], outputPath: "\(folder.path)/output")
        do {
            try await wait(for: "the mailbox server") {
                if !process.isRunning { return true }
                return LoopbackPort.greeting(port: ports[0])?.contains(configuration.banner) == true
            }
        } catch {
            process.stop(signal: SIGKILL)
            throw PeerError("\(error) \(log(folder))")
        }
        guard process.isRunning else { return nil }
        return DovecotServer(folder, maildir, certificates, ports, process)
    }

    private init(
        _ folder: TemporaryFolder, _ maildir: Maildir, _ certificates: TestCertificates, _ ports: [Int],
        _ process: PeerProcess
    ) {
        self.folder = folder
        self.maildir = maildir
        self.certificates = certificates
        port = ports[0]
        tlsPort = ports[1]
        self.process = process
    }

    deinit {
        stop()
    }

    /// Ends it at once, with every connection.
    public func stop() {
        process.stop(signal: SIGKILL)
    }

    /// Puts a message into the mailbox, as a mail server would. Names are in the order of delivery.
    public func deliver(_ message: [UInt8], name: String) throws {
        let staged = "\(maildir.path)/tmp/\(name)"
        try Data(message).write(to: URL(fileURLWithPath: staged))
        chmod(staged, 0o666)
        try FileManager.default.moveItem(atPath: staged, toPath: "\(maildir.path)/new/\(name)")
    }

    /// What it wrote about sign-ins and errors.
    public var log: String { Self.log(folder) }

    private static func log(_ folder: TemporaryFolder) -> String {
        ["output", "log"]
            .compactMap { try? String(contentsOfFile: "\(folder.path)/\($0)", encoding: .utf8) }.joined()
    }
}
