import Outbound
import Persistence
import TestPeers
import Testing

@testable import Daemon

@Suite("The section about GOV.UK Notify")
struct NotifyConfigurationTests {
    /// - Parameter transport: What mail leaves through.
    private func sample(
        _ notify: String, transport: String = "notify", key: String = NotifyServer.apiKey, more: String = ""
    ) throws -> ConfigurationSample {
        let mail = ConfigurationSample.least.replacing("transport: maildir", with: "transport: \(transport)")
        let sample = try ConfigurationSample(mail, more: (notify.isEmpty ? "" : "notify: {\(notify)}\n") + more)
        try sample.folder.write(key + "\n", to: "key")
        try sample.folder.write("short\n", to: "short")
        return sample
    }

    private static let mail = "mailTemplates: {reminder: \(NotifyServer.emailTemplate)}"
    private static let texts = "textTemplates: {reminder: \(NotifyServer.textTemplate)}"

    @Test("lets mail leave so, and texts where they have templates")
    func loads() async throws {
        let mailOnly = try await sample("apiKeyFile: key, \(Self.mail)").load()
        #expect(!mailOnly.texting.isOn && mailOnly.textLane == nil && !mailOnly.mail.carriesCalendars)
        #expect(mailOnly.notify?.settings?.key.service == NotifyServer.service)
        let both = try await sample("apiKeyFile: key, \(Self.mail), \(Self.texts), connections: 9, timeout: 7").load()
        #expect(both.texting.isOn && both.textLane?.width == 9 && both.textLane?.slowest == 14)
        #expect(both.mailLane.width == 9 && both.mailLane.slowest == 14)
        let textsOnly = try await sample("apiKeyFile: key, \(Self.texts)", transport: "maildir").load()
        #expect(textsOnly.texting.isOn && textsOnly.mail.carriesCalendars)
        #expect(textsOnly.notify?.settings?.mailTemplates == nil)
    }

    @Test("gives every kind of message its template, or that of reminders")
    func templates() async throws {
        let written = "mailTemplates: {reminder: \(NotifyServer.emailTemplate), alert: \(NotifyServer.alertTemplate)}"
        let settings = try #require(try await sample("apiKeyFile: key, \(written)").load().notify?.settings)
        #expect(settings.mailTemplates?[.alert] == NotifyServer.alertTemplate)
        #expect(settings.mailTemplates?[.change] == NotifyServer.emailTemplate)
    }

    @Test("is read without its secret by whoever sends nothing")
    func withoutSecret() async throws {
        let configuration = try await sample("apiKeyFile: nowhere, \(Self.mail), \(Self.texts)").loadWithoutSecrets()
        #expect(configuration.notify?.settings == nil)
        #expect(configuration.texting.isOn, "what is planned does not depend on it")
    }

    @Test("counts the days of what leaves through it, and no others")
    func limits() async throws {
        let limits = "mailsPerDay: 7, textsPerDay: 8, textsPerMinute: 9"
        let all = try await sample("apiKeyFile: key, \(Self.mail), \(Self.texts), \(limits)").load().deliveryLimits
        #expect(all.mails == .init(perMinute: nil, perDay: 7) && all.texts == .init(perMinute: 9, perDay: 8))
        let other = try await sample("apiKeyFile: key, \(Self.texts), \(limits)", transport: "maildir").load()
        #expect(other.deliveryLimits.mails == .init())
    }

    struct Mistake: Sendable, CustomTestStringConvertible {
        let notify: String
        let transport: String
        let key: String
        let more: String
        /// What the problem begins with after its place, and what it names.
        let says: [String]

        init(
            _ notify: String, transport: String = "notify", key: String = NotifyServer.apiKey, more: String = "",
            says: String...
        ) {
            (self.notify, self.transport, self.key, self.more, self.says) = (notify, transport, key, more, says)
        }

        var testDescription: String { says.joined(separator: ", ") }
    }

    @Test(
        "is told what is wrong with it",
        arguments: [
            Mistake("", says: "notify.apiKeyFile: is missing", "notify.mailTemplates.reminder: is missing"),
            Mistake(mail, says: "notify.apiKeyFile: is missing"),
            Mistake("apiKeyFile: key", transport: "maildir", says: "notify.textTemplates.reminder: is missing"),
            Mistake("apiKeyFile: nowhere, \(mail)", says: "notify.apiKeyFile: the file named there cannot be read"),
            Mistake("apiKeyFile: key, \(mail)", key: "mine-1", says: "notify.apiKeyFile: is no API key"),
            Mistake("apiKeyFile: key, mailTemplates: {reminder: mine}", says: "\"mine\" is no id of GOV.UK Notify"),
            Mistake(
                "apiKeyFile: key, \(mail), textTemplates: {alert: \(NotifyServer.textTemplate)}",
                says: "notify.textTemplates.reminder: is missing"),
            Mistake("apiKeyFile: key, \(mail), replyToID: x", says: "notify.replyToID: \"x\" is no id"),
            Mistake(
                "apiKeyFile: key, \(mail), baseURL: \"http://notify.example\"",
                says: "notify.baseURL: \"http://notify.example\" is not accepted"),
            Mistake("apiKeyFile: key, \(mail), textsPerDay: 0", says: "notify.textsPerDay: \"0\" is not accepted"),
            Mistake("apiKeyFile: key, \(mail), pollInterval: 1", says: "notify.pollInterval: \"1\" is not accepted"),
            Mistake(
                "apiKeyFile: key, \(mail), callback: {port: 0, tokenFile: short}",
                says: "notify.callback.port: \"0\" is not accepted", "notify.callback.tokenFile: is no token"),
            Mistake(
                "apiKeyFile: key, \(mail), callback: {port: 8471}", says: "notify.callback.tokenFile: is missing"),
            Mistake("apiKeyFile: key, \(mail), colour: red", says: "notify.colour: is not known"),
            Mistake(
                "apiKeyFile: key, \(mail), serviceName: \"\(String(repeating: "ŵ", count: 40))\"",
                says: "leaves a text message too little room"),
            Mistake(
                "apiKeyFile: key, \(mail), timeout: 60", more: "delivery: {lease: 100}\n",
                says: "delivery.lease: 100 s does not outlast twice notify.timeout (120 s)"),
        ])
    func mistakes(_ mistake: Mistake) async throws {
        let sample = try sample(
            mistake.notify, transport: mistake.transport, key: mistake.key, more: mistake.more)
        let problems = try await sample.problems()
        for part in mistake.says {
            #expect(problems.contains { $0.contains(part) }, "\(problems)")
        }
        #expect(problems.count == mistake.says.count, "\(problems)")
        #expect(!problems.joined().contains("3d844edf"))
    }
}
