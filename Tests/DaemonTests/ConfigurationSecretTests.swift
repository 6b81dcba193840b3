import Foundation
import TestPeers
import TestValues
import Testing

@testable import Daemon

@Suite("Secrets of a configuration")
struct ConfigurationSecretTests {
    private static let least = """
        partnership: {name: Somewhere}
        encryption: {masterKeyFiles: [master-key]}
        database: quorate.db
        mail:
          from: quorate@council.example
          smtp:
            host: mail.example

        """

    struct Mistake: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let more: String
        /// What the file called `secret` holds.
        var content = ""
        let sentence: String
    }

    private static let secret = "TopSecretValue"

    static let mistakes = [
        Mistake(
            testDescription: "a password instead of its file",
            more: "    username: u\n    passwordFile: \(secret)\n", sentence: "give the path of a file"),
        Mistake(
            testDescription: "a password under a key of its own", more: "    password: \(secret)\n",
            sentence: "mail.smtp.password: is not known"),
        Mistake(
            testDescription: "a password with a line break in the middle",
            more: "    username: u\n    passwordFile: secret\n", content: "\(secret)\n\(secret)",
            sentence: "control character"),
        Mistake(
            testDescription: "a signing secret instead of its file",
            more: "webhooks: {a: {url: https://a.example, secretFile: whsec_\(secret)}}\n",
            sentence: "give the path of a file"),
        Mistake(
            testDescription: "a signing secret of another form",
            more: "webhooks: {a: {url: https://a.example, secretFile: secret}}\n", content: secret,
            sentence: "does not start with whsec_"),
        Mistake(
            testDescription: "a signing secret that is too short",
            more: "webhooks: {a: {url: https://a.example, secretFile: secret}}\n",
            content: "whsec_VG9wU2VjcmV0VmFsdWU=",
            sentence: "24 to 64 are accepted"),
        Mistake(
            testDescription: "a receiver's secret address in clear",
            more: "webhooks: {a: {url: http://a.example/\(secret), secretFile: secret}}\n",
            content: "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", sentence: "https://"),
        Mistake(
            testDescription: "a receiver's address with a password",
            more: "webhooks: {a: {url: \"https://u:\(secret)@a.example/\", secretFile: secret}}\n",
            content: "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", sentence: "user name or password"),
        Mistake(
            testDescription: "a previous signing secret of another form",
            more: "webhooks: {a: {url: https://a.example, secretFile: hook, previousSecretFile: secret}}\n",
            content: secret, sentence: "webhooks.a.previousSecretFile: The webhook secret does not start with whsec_"),
        Mistake(
            testDescription: "a channel's address in the configuration",
            more: "webhooks: {a: {shape: teams, url: \"https://a.example/\(secret)\"}}\n",
            sentence: "give urlFile, the file that holds it"),
        Mistake(
            testDescription: "a channel's address in clear, in its file",
            more: "webhooks: {a: {shape: slack, urlFile: secret}}\n", content: "http://a.example/\(secret)",
            sentence: "webhooks.a.urlFile: is not accepted; give an address beginning with https://"),
        Mistake(
            testDescription: "a signing secret where nothing is signed",
            more: "webhooks: {a: {shape: slack, urlFile: secret, secretFile: secret}}\n",
            content: "https://a.example/\(secret)", sentence: "is not accepted with shape slack"),
        Mistake(
            testDescription: "an empty password", more: "    username: u\n    passwordFile: secret\n",
            sentence: "is empty"),
    ]

    @Test("appear in no problem, however they were put there", arguments: mistakes)
    func hidden(mistake: Mistake) async throws {
        let sample = try ConfigurationSample(Self.least, more: mistake.more)
        try sample.folder.write(mistake.content, to: "secret")
        let problems = try await sample.problems()
        #expect(problems.contains { $0.contains(mistake.sentence) }, "\(problems)")
        #expect(!problems.joined().contains(Self.secret))
        #expect(!problems.joined().contains("VG9wU2VjcmV0VmFsdWU"))
    }

    @Test(
        "that are master keys are each read, and what is wrong with one is told without repeating it",
        arguments: [
            ("no-such-file", "", "no-such-file cannot be read"), ("key", "short", "holds no key in line 1"),
            ("key", "", "holds no key in line 1"), (String(repeating: "5a", count: 32), "", "A key stands where"),
            ("$CREDENTIALS_DIRECTORY/key", "", "$CREDENTIALS_DIRECTORY is not set"),
        ])
    func masterKeys(file: String, content: String, sentence: String) async throws {
        let sample = try ConfigurationSample(
            Self.least.replacingOccurrences(of: "[master-key]", with: "[master-key, \"\(file)\"]"))
        try sample.folder.write(content, to: "key")
        let problems = try await sample.problems()
        #expect(problems.count == 1)
        #expect(problems.first?.hasPrefix("line 2, column 14: encryption.masterKeyFiles: ") == true, "\(problems)")
        #expect(problems.first?.contains(sentence) == true, "\(problems)")
        #expect(!problems.joined().contains("5a5a"))
        // Whoever opens no database needs no key.
        _ = try await PartnershipConfiguration.load(
            path: sample.path,
            environment: [
                "QUORATE_CALENDAR_HOLIDAYS": "\(Locations.repository)/config/bank-holidays.json",
                "QUORATE_MAIL_TEMPLATES": Locations.templates,
            ], readsSecrets: false)
    }

    @Test(
        "asked for and not given are a problem: nothing is sent unauthenticated by mistake",
        arguments: [
            ("    username: u\n", "mail.smtp.passwordFile: is missing"),
            ("    passwordFile: secret\n", "mail.smtp.passwordFile: asks to sign in"),
            ("    authentication: plain\n", "mail.smtp.authentication: asks to sign in"),
            ("replyMailbox: {host: imap.example, username: u}\n", "replyMailbox.passwordFile: is missing"),
            (
                "replyMailbox: {host: imap.example, username: u, passwordFile: secret, authentication: plain}\n",
                "replyMailbox.authentication: \"plain\" is not accepted; give one of automatic, xoauth2"
            ),
        ])
    func halfGiven(more: String, sentence: String) async throws {
        let sample = try ConfigurationSample(Self.least, more: more)
        try sample.folder.write("x", to: "secret")
        let problems = try await sample.problems()
        #expect(problems.count == 1)
        #expect(problems.first?.contains(sentence) == true, "\(problems)")
    }
}
