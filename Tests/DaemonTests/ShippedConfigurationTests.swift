import Conferences
import Foundation
import Logging
import Outbound
import Persistence
import TestPeers
import TestStores
import TestValues
import Testing
import WorkingDays

@testable import Daemon

/// The annotated configuration that ships.
enum ShippedConfiguration {
    static let path = Locations.repository + "/config/quorate.yaml"

    /// With every optional key set: `#key:` and `#  - line` as if the mark were not there.
    static func everythingSet() throws -> String {
        try Files.text(path).split(separator: "\n", omittingEmptySubsequences: false)
            .map { $0.replacing(/^( *)#(?=[A-Za-z]|  - )/, with: { $0.output.1 }) }
            .joined(separator: "\n")
    }

    /// As it is read by whoever needs no secrets.
    static func load() async throws -> PartnershipConfiguration {
        try await .load(path: path, environment: [:], readsSecrets: false)
    }
}

@Suite("The configuration that ships")
struct ShippedConfigurationTests {
    @Test("loads as it is")
    func loads() async throws {
        let folder = try TemporaryFolder("credentials")
        try folder.write(MasterKeys.textForTests, to: "master-key")
        let configuration = try await PartnershipConfiguration.load(
            path: ShippedConfiguration.path, environment: ["CREDENTIALS_DIRECTORY": folder.path])
        #expect(configuration.policy == .standard)
        #expect(configuration.masterKeyFiles == ["\(folder.path)/master-key"])
        guard case .smtp = configuration.mail.transport else {
            Issue.record("It should be a server.")
            return
        }
    }

    @Test("documents every key in its section, with words above it")
    func complete() throws {
        let text = try ShippedConfiguration.everythingSet()
        let file = ConfigurationFile(text: text)
        #expect(file.problems.isEmpty, "\(file.problems)")
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        for (key, shape) in ConfigurationKeys.all {
            let parts = key.split(separator: ".")
            let places = file.marks.filter { mark in
                let path = mark.key.split(separator: ".")
                return path.count == parts.count && zip(path, parts).allSatisfy { $1 == "*" || $0 == $1 }
            }
            #expect(!places.isEmpty, "\(key) is not there.")
            for place in places.values {
                let above = lines[place.line - 2].drop { $0 == " " }
                #expect(above.hasPrefix("# "), "\(key), a \(shape), has no words above it.")
            }
        }
    }

    @Test("says the defaults as they are: setting every one of them changes nothing")
    func defaults() async throws {
        let folder = try TemporaryFolder("shipped")
        for name in ["templates", "bank-holidays.json"] {
            try FileManager.default.createSymbolicLink(
                atPath: "\(folder.path)/\(name)", withDestinationPath: Locations.repository + "/config/\(name)")
        }
        for file in ["smtp-password", "imap-password", "openid-secret"] { try folder.write("hunter2", to: file) }
        try folder.write(MasterKeys.textForTests, to: "master-key")
        for name in ["case-system-webhook", "case-system-webhook-before"] {
            try folder.write("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", to: name)
        }
        try folder.write("https://hooks.example/key", to: "duty-desk-webhook")
        try folder.write(NotifyServer.apiKey, to: "notify-api-key")
        try folder.write("0123456789abcdef", to: "notify-callback-token")
        let path = try folder.write(try ShippedConfiguration.everythingSet(), to: "quorate.yaml")
        let set = try await PartnershipConfiguration.load(
            path: path, environment: ["CREDENTIALS_DIRECTORY": folder.path])
        let unset = try await ShippedConfiguration.load()
        var policy = set.policy
        // These three show an example, since their default is that there is none.
        policy.quoracy.groups = [:]
        for name in policy.ownNames { policy.rules[.own(name)] = nil }
        policy.rules[.reply]?.cutOff = nil
        #expect(policy == unset.policy)
        // So does this one.
        #expect(set.delivery.messagesPerMinute == 600 && unset.delivery.messagesPerMinute == nil)
        #expect(
            "\(set.delivery)".replacing("Optional(600)", with: "nil") == "\(unset.delivery)")
        #expect("\(set.webhookDelivery)" == "\(unset.webhookDelivery)")
        let notify = try #require(set.notify?.settings)
        #expect(notify.address.url == NotifyAddress.standard && notify.connections == 4 && notify.timeout == 20)
        #expect(set.notify?.pollInterval == 60 && set.notify?.textPrefix == "\(set.partnership.name): ")
        let web = try #require(set.web)
        #expect(web.signIn == SignIn.Rules() && web.isBehindProxy)
        #expect(web.openID?.scope == "openid profile" && web.openID?.groupsClaim == "groups")
        #expect(web.openID?.roles == ["Conference team": .administrator, "Safeguarding chairs": .chair])
        #expect(set.logLevel == unset.logLevel)
        #expect(set.calendar.division == unset.calendar.division)
        guard case .smtp(let one) = set.mail.transport, case .smtp(let other) = unset.mail.transport else {
            Issue.record("Both should be servers.")
            return
        }
        let numbers = [one, other].map { [$0.port, $0.connections, $0.connectTimeout, $0.timeout] }
        #expect(numbers[0] == numbers[1])
        #expect(one.security == other.security)
        #expect(one.authentication == other.authentication)
        #expect(one.signsIn)
    }

    @Test("comes with example lists that can be imported, and imported again without change")
    func examples() async throws {
        let configuration = try await ShippedConfiguration.load()
        let database = try SQLiteDatabase(inMemoryNamed: "examples")
        let importer = Importer(database: database, rulebook: configuration.rulebook)
        let paths = ["agencies", "people", "conferences", "invitations"].map {
            Locations.repository + "/config/examples/\($0).csv"
        }
        for now in ["2026-11-02T09:00:00Z", "2027-01-04T09:00:00Z", "2029-06-01T09:00:00Z"] as [Timestamp] {
            let fresh = try SQLiteDatabase(inMemoryNamed: "then")
            let summary = try await Importer(database: fresh, rulebook: configuration.rulebook)
                .run(paths: paths, actor: "tester", now: now)
            #expect(summary.rows == 31)
        }
        _ = try await importer.run(paths: paths, actor: "tester", now: "2026-11-02T09:00:00Z")
        let again = try await importer.run(paths: paths.reversed(), actor: "tester", now: "2026-11-05T09:00:00Z")
        #expect(again.changes == 0)
        #expect(again.rows == 31)
    }
}
