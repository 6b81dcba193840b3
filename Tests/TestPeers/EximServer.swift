import Foundation

/// A real mail server on loopback, in a folder of its own, for as long as the value lives.
///
/// User `user`, password `secret`. Takes mail for `example.org` into one Maildir; `bad@` is refused (550), `grey@`
/// deferred (451), `unknown@` taken and then bounced; a subject with REJECT is refused after DATA (554), with SLOW
/// answered late.
public final class EximServer: Sendable {
    /// What the server offers and demands.
    public struct Behaviour: Sendable {
        public var offersSTARTTLS = true
        /// Whether it offers AUTH; it then demands it, over TLS, unless `demandsAuthentication` is off.
        public var offersAuthentication = true
        public var demandsAuthentication = true
        /// How many messages it takes over one connection before it closes it.
        public var messagesPerConnection = 100_000
        /// Seconds that it thinks about a message with SLOW in the subject.
        public var slowSeconds = 5

        public init() {}

        /// Offers neither TLS nor AUTH and takes everything.
        public static var plain: Behaviour {
            var behaviour = Behaviour()
            behaviour.offersSTARTTLS = false
            behaviour.offersAuthentication = false
            behaviour.demandsAuthentication = false
            return behaviour
        }
    }

    public static let username = "user"
    public static let password = "secret"
    /// What XOAUTH2 takes.
    public static let token = "ya29.token-that-only-the-tests-have"

    public let folder: TemporaryFolder
    public let certificates: TestCertificates
    /// For STARTTLS.
    public let port: Int
    /// For TLS from the first byte.
    public let tlsPort: Int
    private let process: PeerProcess

    /// The program, where Debian keeps it.
    public static let program = "/usr/sbin/exim4"

    /// Starts a server and waits until it answers.
    public static func start(_ behaviour: Behaviour = Behaviour()) async throws -> EximServer {
        let folder = try TemporaryFolder("exim")
        let certificates = try await TestCertificates(in: folder.path)
        for name in ["Maildir", "spool", "log"] {
            try FileManager.default.createDirectory(
                atPath: "\(folder.path)/\(name)", withIntermediateDirectories: true)
            chmod("\(folder.path)/\(name)", 0o777)
        }
        // Another program may take a port between its choice and its use.
        for _ in 1...5 {
            if let server = try await attempt(behaviour, folder, certificates) { return server }
        }
        throw PeerError("The mail server did not start: \(Self.log(folder))")
    }

    private static func attempt(
        _ behaviour: Behaviour, _ folder: TemporaryFolder, _ certificates: TestCertificates
    ) async throws -> EximServer? {
        let ports = try LoopbackPort.free(2)
        let configuration = EximConfiguration(
            behaviour: behaviour, folder: folder.path, certificates: certificates, port: ports[0], tlsPort: ports[1])
        let path = try folder.write(configuration.text, to: "exim.conf")
        // Its owner and mode are checked before it is read.
        chmod(path, 0o644)
        let process = try PeerProcess(program, ["-C", path, "-bdf"], outputPath: "\(folder.path)/output")
        do {
            try await wait(for: "the mail server") {
                if !process.isRunning { return true }
                return LoopbackPort.greeting(port: ports[0])?.contains(configuration.banner) == true
            }
        } catch {
            process.stop(signal: SIGKILL)
            throw PeerError("\(error) \(Self.log(folder))")
        }
        guard process.isRunning else { return nil }
        return EximServer(folder, certificates, ports, process)
    }

    private init(_ folder: TemporaryFolder, _ certificates: TestCertificates, _ ports: [Int], _ process: PeerProcess) {
        self.folder = folder
        self.certificates = certificates
        port = ports[0]
        tlsPort = ports[1]
        self.process = process
    }

    deinit {
        stop()
    }

    /// Ends it at once, mail in delivery aside.
    public func stop() {
        process.stop(signal: SIGKILL)
    }

    /// Where everything that it takes is delivered.
    public var maildir: Maildir { Maildir("\(folder.path)/Maildir") }

    /// What it wrote about arrivals, deliveries and refusals.
    public var log: String { Self.log(folder) }

    private static func log(_ folder: TemporaryFolder) -> String {
        ["output", "log/mainlog", "log/rejectlog", "log/paniclog"]
            .compactMap { try? String(contentsOfFile: "\(folder.path)/\($0)", encoding: .utf8) }.joined()
    }
}
