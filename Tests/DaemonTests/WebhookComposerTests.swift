import Conferences
import Foundation
import Outbound
import TestPeers
import TestValues
import Testing
import WorkingDays

@testable import Daemon
@testable import Persistence

@Suite("What a webhook is told")
struct WebhookComposerTests {
    private static let webhooks = """
        webhooks:
          case-system: {url: https://case.example/hook, secretFile: hook, previousSecretFile: hook}
          desk: {shape: slack, urlFile: address, events: [message.failed]}
          team: {shape: teams, urlFile: address}

        """

    private func configuration(readsSecrets: Bool = true) async throws -> PartnershipConfiguration {
        let sample = try ConfigurationSample(more: Self.webhooks)
        try sample.folder.write("https://hooks.example/services/TopSecret\n", to: "address")
        return readsSecrets ? try await sample.load() : try await sample.loadWithoutSecrets()
    }

    private static let step = WebhookEvent.obligationOverdue(
        .init(
            obligation: "CP-1#2/submitReport", conference: "CP-1", discussion: nil, kind: "submitReport",
            step: "T+1", dueOn: "2027-01-14"), at: "2027-01-15T09:00:00Z")

    @Test("goes to receivers of the standard as it was stored, signed with both secrets")
    func standard() async throws {
        let configuration = try await configuration()
        let payload = try Self.step.json()
        let call = try WebhookComposer(configuration).compose(
            id: "m", to: configuration.webhook(named: "case-system"), payload: payload, now: "2027-01-15T09:00:05Z")
        #expect(String(decoding: call.body, as: UTF8.self) == payload)
        #expect(call.address.url == "https://case.example/hook" && call.timestamp == 1_800_003_605)
        guard case .secrets(_, .some) = call.signing else {
            Issue.record("It should be signed with two secrets, not \(call.signing).")
            return
        }
    }

    @Test("goes to Teams and Slack in words, made when it leaves, unsigned", arguments: ["desk", "team"])
    func words(name: String) async throws {
        let configuration = try await configuration()
        let call = try WebhookComposer(configuration).compose(
            id: "m", to: configuration.webhook(named: name), payload: try Self.step.json(),
            now: "2027-01-15T09:00:05Z")
        let body = String(decoding: call.body, as: UTF8.self)
        for part in ["Overdue: Submit the written report", "CP-1", "Thu 14 Jan 2027", "T+1", "Somewhere"] {
            #expect(body.contains(part), "\(part) in \(body)")
        }
        #expect(call.address.url == "https://hooks.example/services/TopSecret")
        guard case .addressAlone = call.signing else {
            Issue.record("It should not be signed.")
            return
        }
    }

    @Test("is never sent unsigned for want of a secret")
    func unread() async throws {
        let configuration = try await configuration(readsSecrets: false)
        for name in ["case-system", "desk"] {
            #expect(throws: WebhookUnread.self) {
                try WebhookComposer(configuration).compose(
                    id: "m", to: configuration.webhook(named: name), payload: try Self.step.json(),
                    now: "2027-01-15T09:00:05Z")
            }
        }
        #expect(configuration.webhooks.map(\.host) == ["case.example", nil, nil])
        #expect(configuration.webhooks.map(\.events.count) == [4, 1, 4])
    }

    @Test("shows no address that is a secret, in no description")
    func hidden() async throws {
        let configuration = try await configuration()
        var shown = "\(configuration.webhooks)"
        dump(configuration.webhooks, to: &shown)
        #expect(!shown.contains("MfKQ9") && !shown.contains("TopSecret"))
    }

    @Test("has the words of each kind of event")
    func notices() async throws {
        let composer = WebhookComposer(try await configuration())
        let failure = WebhookEvent.messageFailed(
            .init(
                message: "5d41402a", content: "reminders", reason: .address,
                conferences: (1...7).map { "CP-\($0)" }, discussions: [], obligations: ["CP-1#1/reply"],
                kinds: ["reply", "translate"]), at: "2026-11-23T09:00:00Z")
        let notice = composer.notice(failure)
        #expect(notice.title == "A message could not be delivered")
        #expect(notice.facts.first { $0.name == "Conference" }?.value == "CP-1, CP-2, CP-3, CP-4, CP-5 and 2 more")
        #expect(notice.facts.first { $0.name == "Reason" }?.value == "nobody is reached at the address")
        #expect(notice.facts.first { $0.name == "About" }?.value.hasSuffix("translate") == true)
        #expect(notice.facts.first { $0.name == "At" }?.value == "Mon 23 Nov 2026 09:00")
        let late = WebhookEvent.messageLate(
            .init(
                messages: (1...7).map { "5d41402\($0)" }, conferences: ["CP-1"], discussions: [], obligations: [],
                kinds: ["reply"]), at: "2026-11-23T09:00:00Z")
        #expect(composer.notice(late).title == "7 messages may not leave before their deadlines")
        #expect(
            composer.notice(late).facts.first { $0.name == "Message" }?.value
                == "5d414021, 5d414022, 5d414023, 5d414024, 5d414025 and 2 more")
        #expect(composer.notice(.test(webhook: "desk", at: "2026-11-23T09:00:00Z")).title.hasPrefix("Test:"))
    }
}
