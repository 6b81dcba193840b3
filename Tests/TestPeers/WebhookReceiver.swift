import Foundation

/// A receiver of webhooks on loopback over HTTPS, which checks signatures with an implementation that is not ours.
///
/// The path says how it answers: `/ok` checks and answers 204, or 401 if the signature is wrong; `/status/NNN`
/// answers that; `/redirect` sends on to `/ok`; `/slow` answers after five seconds; `/endless` never stops;
/// `/drops-kept` answers the first call of a connection and ends it at the next.
public final class WebhookReceiver: Sendable {
    /// One call that it had.
    public struct Call: Sendable, Codable {
        public let path: String
        public let headers: [String: String]
        public let body: String
        /// Whether the signature was right.
        public let verified: Bool
    }

    /// The certificate authority to trust.
    public let caFile: String
    public let port: Int
    private let folder: TemporaryFolder
    private let process: PeerProcess

    /// Starts a receiver.
    ///
    /// - Parameter secret: The key that calls should be signed with, `whsec_…`.
    public static func start(secret: String) async throws -> WebhookReceiver {
        let folder = try TemporaryFolder("receiver")
        let certificates = try await TestCertificates(in: folder.path)
        let process = try PeerProcess(
            Locations.python,
            ["-u", Locations.script("webhook_receiver.py")]
                + [certificates.certificateFile, certificates.keyFile, "\(folder.path)/calls", secret],
            outputPath: "\(folder.path)/output")
        try await wait(for: "the webhook receiver") { process.output.contains("\n") || !process.isRunning }
        let line = process.output.split(whereSeparator: \.isNewline).first ?? ""
        guard let port = Int(line) else { throw PeerError("The webhook receiver did not start: \(process.output)") }
        return WebhookReceiver(folder, certificates, port, process)
    }

    private init(_ folder: TemporaryFolder, _ certificates: TestCertificates, _ port: Int, _ process: PeerProcess) {
        self.folder = folder
        caFile = certificates.caFile
        self.port = port
        self.process = process
    }

    deinit {
        stop()
    }

    /// Ends it at once.
    public func stop() {
        process.stop(signal: SIGKILL)
    }

    /// The address of one of its answers.
    public func url(_ path: String) -> String {
        "https://localhost:\(port)\(path)"
    }

    /// The calls that it had, in order of arrival.
    public func calls() throws -> [Call] {
        guard let data = FileManager.default.contents(atPath: "\(folder.path)/calls") else { return [] }
        return try data.split(separator: 10).map { try JSONDecoder().decode(Call.self, from: $0) }
    }
}
