import Foundation
import Outbound
import TestPeers
import Testing

/// A transport, and where what it delivers can be read.
struct TransportUnderTest: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let make: @Sendable () async throws -> (transport: any MailTransport, maildir: Maildir, owner: any Sendable)

    static let all = [
        TransportUnderTest(testDescription: "SMTP") {
            let server = try await EximServer.start()
            return (SMTPTransport(try settings(for: server, connections: 3)), server.maildir, server)
        },
        TransportUnderTest(testDescription: "Maildir") {
            let folder = try TemporaryFolder("contract")
            let path = "\(folder.path)/Maildir"
            return (try MaildirTransport(directory: path), Maildir(path), folder)
        },
    ]
}

/// What every `MailTransport` promises.
@Suite("Every mail transport", .timeLimit(.minutes(3)))
struct MailTransportContractTests {
    @Test("delivers a message that can be read back", arguments: TransportUnderTest.all)
    func delivers(subject: TransportUnderTest) async throws {
        let (transport, maildir, owner) = try await subject.make()
        #expect(await transport.deliver(try sampleMessage(subject: "Grüße")).isAccepted)
        await transport.stop()
        try await maildir.wait(forMessages: 1)
        let mail = try #require(try await ReadMail.read(maildir.files).first)
        #expect(mail.headers["subject"] == "Grüße")
        #expect(mail.headers["return-path"] == "<quorate@council.example>")
        #expect(mail.to == ["Amina Yusuf", "amina@example.org"])
        withExtendedLifetime(owner) {}
    }

    @Test("delivers what is given to it at the same time, each once", arguments: TransportUnderTest.all)
    func concurrent(subject: TransportUnderTest) async throws {
        let (transport, maildir, owner) = try await subject.make()
        try await withThrowingTaskGroup(of: Bool.self) { group in
            for number in 1...40 {
                let message = try sampleMessage(id: "c\(number)")
                group.addTask { await transport.deliver(message).isAccepted }
            }
            #expect(try await group.allSatisfy { $0 })
        }
        await transport.stop()
        try await maildir.wait(forMessages: 40)
        #expect(Set(try maildir.headers("Message-ID")) == Set((1...40).map { "<c\($0)@council.example>" }))
        withExtendedLifetime(owner) {}
    }

    @Test("sends a repeat under the same Message-ID", arguments: TransportUnderTest.all)
    func repeats(subject: TransportUnderTest) async throws {
        let (transport, maildir, owner) = try await subject.make()
        let message = try sampleMessage(id: "again")
        #expect(await transport.deliver(message).isAccepted)
        #expect(await transport.deliver(message).isAccepted)
        await transport.stop()
        try await maildir.wait(forMessages: 2)
        #expect(try maildir.headers("Message-ID") == ["<again@council.example>", "<again@council.example>"])
        withExtendedLifetime(owner) {}
    }

    @Test("finishes or refuses everything when it stops, and then takes nothing", arguments: TransportUnderTest.all)
    func stops(subject: TransportUnderTest) async throws {
        let (transport, maildir, owner) = try await subject.make()
        let outcomes = try await withThrowingTaskGroup(of: DeliveryOutcome.self) { group in
            for number in 1...40 {
                let message = try sampleMessage(id: "s\(number)")
                group.addTask { await transport.deliver(message) }
            }
            await transport.stop()
            return try await group.reduce(into: [DeliveryOutcome]()) { $0.append($1) }
        }
        #expect(outcomes.count == 40)
        #expect(outcomes.allSatisfy { $0.isAccepted || $0 == .notBegun })
        try await maildir.wait(forMessages: outcomes.filter(\.isAccepted).count)
        let late = await transport.deliver(try sampleMessage(id: "late"))
        #expect(late == .notBegun)
        await transport.stop()
        #expect(maildir.files.count == outcomes.filter(\.isAccepted).count)
        withExtendedLifetime(owner) {}
    }
}
