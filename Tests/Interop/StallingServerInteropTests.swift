import Foundation
import Outbound
import TestPeers
import Testing

@Suite("SMTP with a server that stalls", .timeLimit(.minutes(1)))
struct StallingServerInteropTests {
    @Test("One message takes no longer than it may, though it needs a second connection")
    func boundOverTwoConnections() async throws {
        let folder = try TemporaryFolder("stalling")
        // Of the four seconds that the second message may take, the first connection uses up three.
        let server = try PeerProcess(
            Locations.python, ["-u", Locations.script("stalling_mail_server.py"), "3"],
            outputPath: "\(folder.path)/output")
        try await wait(for: "the server's port") { server.output.contains("\n") }
        let port = try #require(Int(server.output.trimmingCharacters(in: .whitespacesAndNewlines)))
        let transport = SMTPTransport(
            try SMTPSettings(
                host: "127.0.0.1", port: port, security: .none, heloName: "quorate.example", connections: 1,
                connectTimeout: 4, timeout: 4))
        #expect(await transport.deliver(try sampleMessage(id: "first")).isAccepted)
        let begun = ContinuousClock.now
        let outcome = await transport.deliver(try sampleMessage(id: "second"))
        let taken = ContinuousClock.now - begun
        #expect(outcome.transientReason != nil, "\(outcome)")
        #expect(taken > .seconds(3.5), "the second connection was tried")
        #expect(taken < .seconds(6))
        await transport.stop()
        server.stop(signal: SIGKILL)
    }
}
