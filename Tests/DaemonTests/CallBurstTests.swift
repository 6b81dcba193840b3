import Foundation
import Logging
import Outbound
import TestPeers
import TestValues
import Testing
import WorkingDays

@testable import Daemon
@testable import Persistence

@Suite("The calls of one claim", .timeLimit(.minutes(2)))
struct CallBurstTests {
    private static let secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"

    /// Some receivers, each at a server of its own, the name of each the path at which it is.
    private struct Setting {
        let servers: [WebhookReceiver]
        let database: FillingDatabase
        private let sample: DeliverySample

        var configuration: PartnershipConfiguration { sample.configuration }
        var clock: VirtualClock { sample.clock }

        init(_ receivers: String...) async throws {
            var (servers, webhooks): ([WebhookReceiver], String) = ([], "")
            for name in receivers {
                let server = try await WebhookReceiver.start(secret: CallBurstTests.secret)
                servers.append(server)
                webhooks +=
                    "  \(name): {url: \"\(server.url("/\(name)"))\", secretFile: hook, caFile: \"\(server.caFile)\"}\n"
            }
            self.servers = servers
            sample = try await DeliverySample.due(
                people: 1,
                more: "webhookDelivery: {allowedNetworks: [127.0.0.0/8, \"::1/128\"]}\nwebhooks:\n"
                    + webhooks + "\n")
            database = FillingDatabase(database: sample.database)
        }

        func settler() -> Settler {
            Settler(
                database: database, subscriptions: [], texting: .off, clock: clock,
                logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        }

        private var channel: Channels.WebhookChannel {
            Channels.WebhookChannel(
                transport: WebhookTransport(settings: configuration.webhookDelivery),
                composer: WebhookComposer(configuration), endpoints: configuration.webhooks)
        }

        func burst(
            _ calls: [(id: String, to: String)], seconds: Int = 60, _ settler: Settler? = nil
        ) -> CallBurst {
            let messages = calls.map { id, receiver in
                ClaimedMessage(
                    id: id, slot: clock.now, attempt: 1, content: .webhook(endpoint: receiver, payload: "{}"))
            }
            return CallBurst(
                ClaimedBatch(claim: "c", messages: messages, leaseUntil: clock.now.adding(seconds: seconds)),
                by: channel, settler ?? self.settler(), retries: RetryPolicy(configuration.delivery, of: .webhook),
                slowest: 20, wording: "1",
                clock: clock, log: { _, _ in })
        }

        /// Calls that are due, the first for longest.
        func enqueue(to receivers: String...) async throws {
            let now = clock.now
            try await database.write { session in
                for (number, receiver) in receivers.enumerated() {
                    try session.execute(
                        """
                        INSERT INTO outbox (id, channel, content, recipient, payload, slot_at, created_at, state,
                            next_attempt_at)
                        VALUES ($1, 'webhook', 'call', $2, '{}', $3, $3, 'waiting', $3)
                        """, "call-\(number)", receiver, now.adding(seconds: number - 60))
                }
            }
        }

        func dispatcher(batch: Int) throws -> Dispatcher {
            try sample.dispatcher(
                ScriptedTransport(clock), batch: batch, lane: configuration.webhookLane!, webhooks: channel)
        }

        /// Of the calls that were put in.
        func states() async throws -> [String] {
            try await database.read { session in
                try session.rows("SELECT state FROM outbox WHERE channel = 'webhook' ORDER BY id").map {
                    try $0.text(0)
                }
            }
        }

        func received() throws -> [String] {
            try servers.flatMap { try $0.calls() }.compactMap { $0.headers["webhook-id"] }
        }
    }

    private func ids(_ count: Int, _ receiver: String) -> [(id: String, to: String)] {
        (1...count).map { ("\(receiver)-\($0)", receiver) }
    }

    @Test("are made once each, and none waits for another receiver that is slow")
    func all() async throws {
        let setting = try await Setting("ok", "slow")
        let burst = setting.burst(ids(40, "slow") + ids(20, "ok"))
        let making = Task { await burst.make() }
        try await wait(for: "the quick receiver's") {
            (try? setting.received().filter { $0.hasPrefix("ok") }.count) == 20
        }
        // Four at a time, five seconds each: they are far from done.
        #expect(try setting.received().filter { $0.hasPrefix("slow") }.count < 40)
        making.cancel()
        let settlements = await making.value
        let received = try setting.received()
        #expect(settlements.count == 60)
        #expect(settlements.filter { $0 != .released }.count == received.count)
        #expect(Set(received).count == received.count)
    }

    @Test("are given back when they could outlast their lease, all of them untried")
    func lateForLease() async throws {
        let setting = try await Setting("ok")
        let burst = setting.burst(ids(10, "ok"), seconds: 20)
        #expect(await burst.make() == Array(repeating: .released, count: 10))
        #expect(try setting.received().isEmpty)
    }

    @Test("are given back when the daemon stops, but for those under way")
    func cancelled() async throws {
        let setting = try await Setting("slow")
        let burst = setting.burst(ids(12, "slow"))
        let making = Task { await burst.make() }
        try await wait(for: "the first calls") { (try? setting.received().count) == 4 }
        making.cancel()
        let settlements = await making.value
        #expect(settlements.filter { $0 == .released }.count == 8)
        #expect(try setting.received().count == 4)
    }

    @Test("are given back while what was made before cannot be recorded")
    func heldUp() async throws {
        let setting = try await Setting("ok")
        setting.database.isFull.withLock { $0 = true }
        let settler = setting.settler()
        _ = await setting.burst(ids(1, "ok"), settler).make()
        try await wait(for: "a try to record it") { settler.isHeldUp }
        #expect(await setting.burst(ids(5, "ok"), settler).make() == Array(repeating: .released, count: 5))
        #expect(try setting.received() == ["ok-1"])
    }

    @Test("do not wait for those of the claim before, which a receiver is slow to answer")
    func nextClaim() async throws {
        let setting = try await Setting("ok", "slow")
        try await setting.enqueue(to: "slow", "slow", "ok", "ok")
        let delivering = Task { [dispatcher = try setting.dispatcher(batch: 2)] in try await dispatcher.tick() }
        // By this clock the receivers refuse what they are sent as too old, which ends it as well.
        try await wait(for: "the second claim's") {
            try await setting.states().suffix(2) == ["failed", "failed"]
        }
        // Five seconds from then on, which are not over.
        #expect(try await setting.states().prefix(2) == ["claimed", "claimed"])
        #expect(try await delivering.value.failed == 4)
        #expect(try setting.received().sorted() == ["call-0", "call-1", "call-2", "call-3"])
    }

    @Test("fail where the configuration does not know the receiver any more")
    func unknownReceiver() async throws {
        let setting = try await Setting("ok")
        let burst = setting.burst([("m", "gone")])
        #expect(await burst.make() == [.failed(reason: "no webhook is called gone any more")])
    }
}
