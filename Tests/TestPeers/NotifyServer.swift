import Foundation

/// A stand-in for GOV.UK Notify on loopback that enforces its published contract; `Tests/Interop/test_notify_server.py`
/// shows by Notify's own client that it is faithful.
public final class NotifyServer: Sendable {
    /// One message that it took.
    public struct Taken: Sendable, Codable, Equatable {
        /// Notify's id.
        public let id: String
        /// `email` or `sms`.
        public let type: String
        /// A mail address, or a number like `447900900123`.
        public let recipient: String
        public let template: String
        public let reference: String?
        public let subject: String
        public let body: String
        public let replyTo: String?
        public let sender: String?
    }

    public static let service = "26785a09-ab16-4eb0-8407-a37497a57506"
    public static let secret = "3d844edf-8d35-48ac-975b-e847b4f122b0"
    public static let apiKey = "stand-in-\(service)-\(secret)"
    public static let emailTemplate = "f33517ff-2a88-4f6e-b855-c550268ce08a"
    public static let alertTemplate = "a1111111-2a88-4f6e-b855-c550268ce08a"
    public static let textTemplate = "740e5834-3a29-46b4-9a6f-16142fde533a"

    private static let templates = """
        {"\(emailTemplate)": {"type": "email", "subject": "((subject))", "body": "((message))"},
         "\(alertTemplate)": {"type": "email", "subject": "Alert: ((subject))", "body": "((message))"},
         "\(textTemplate)": {"type": "sms", "body": "((message))"}}
        """

    public let url: String
    private let folder: TemporaryFolder
    private let process: PeerProcess

    public static func start() async throws -> NotifyServer {
        let folder = try TemporaryFolder("notify")
        let process = try PeerProcess(
            Locations.python,
            ["-u", Locations.script("notify_server.py"), "\(folder.path)/taken", service, secret, templates],
            outputPath: "\(folder.path)/output")
        try await wait(for: "the stand-in for Notify") { process.output.contains("\n") || !process.isRunning }
        let line = process.output.split(whereSeparator: \.isNewline).first ?? ""
        guard let port = Int(line) else { throw PeerError("The stand-in did not start: \(process.output)") }
        return NotifyServer(folder, "http://127.0.0.1:\(port)", process)
    }

    private init(_ folder: TemporaryFolder, _ url: String, _ process: PeerProcess) {
        (self.folder, self.url, self.process) = (folder, url, process)
    }

    deinit { stop() }

    /// Ends it at once.
    public func stop() { process.stop(signal: SIGKILL) }

    /// The messages that it took, in order.
    public func taken() throws -> [Taken] {
        guard let data = FileManager.default.contents(atPath: "\(folder.path)/taken") else { return [] }
        return try data.split(separator: 10).map { try JSONDecoder().decode(Taken.self, from: $0) }
    }

    /// What it takes from now on, in a minute and of each kind in a day.
    public func limit(perMinute: Int, perDay: Int) async throws {
        try await steer("limits", #"{"perMinute": \#(perMinute), "perDay": \#(perDay)}"#)
    }

    /// Answers the next requests so.
    public func fail(status: Int, times: Int) async throws {
        try await steer("fail", #"{"status": \#(status), "times": \#(times)}"#)
    }

    /// Lets what it is sending end, and tells the callback.
    ///
    /// - Returns: With which statuses the callback answered.
    @discardableResult
    public func finish() async throws -> [Int] { try await callbacks("finish") }

    /// Tells the callback once more of everything that has ended.
    public func tellAgain() async throws -> [Int] { try await callbacks("tell") }

    private func callbacks(_ what: String) async throws -> [Int] {
        struct Answer: Decodable { let callbacks: [Int] }
        return try JSONDecoder().decode(Answer.self, from: Data(try await steer(what, "{}").utf8)).callbacks
    }

    /// Whom it tells of deliveries.
    public func callBack(_ url: String, token: String) async throws {
        try await steer("callback", #"{"url": "\#(url)", "token": "\#(token)"}"#)
    }

    @discardableResult
    private func steer(_ what: String, _ body: String) async throws -> String {
        let script = """
            import sys, urllib.request
            request = urllib.request.Request(sys.argv[1], sys.argv[2].encode(), method="POST")
            print(urllib.request.urlopen(request).read().decode())
            """
        return try await runSuccessfully(Locations.python, ["-c", script, "\(url)/stand-in/\(what)", body])
    }
}
