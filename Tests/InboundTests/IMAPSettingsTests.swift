import Testing

@testable import Inbound

/// Settings that would be unsafe or mean something else are refused.
@Suite("Settings of the reply mailbox")
struct IMAPSettingsTests {
    private func settings(
        host: String = "mail.example", port: Int = 993, user: String = "user", password: String = "secret",
        folder: String = "INBOX", bytes: Int = 1 << 20, timeout: Int = 60
    ) throws(IMAPSettingsError) -> IMAPSettings {
        try IMAPSettings(
            host: host, port: port, signIn: .password(user: user, password: password), folder: folder,
            maximumMessageBytes: bytes, timeout: timeout)
    }

    @Test("use TLS from the first byte unless told otherwise, and never show the password")
    func ordinary() throws {
        let settings = try settings()
        #expect(settings.security == .implicitTLS && settings.folder == "INBOX")
        var dumped = ""
        dump(settings, to: &dumped)
        #expect(!dumped.contains("secret") && !"\(settings)".contains("secret"))
    }

    @Test("refuse hosts that are more than a host", arguments: ["", "a/b", "a@b", "a b", "-x", "a\r\nb"])
    func host(host: String) {
        #expect(throws: IMAPSettingsError.host) { try settings(host: host) }
    }

    @Test(
        "refuse folders that mean something else in a URL or a command",
        arguments: ["", " INBOX", "a;UID=1", "a\"b", "a\\b", "a*", "a%", "a\r\nb", "Post\u{175}", "a?b", "a&b"])
    func folder(folder: String) {
        #expect(throws: IMAPSettingsError.folder) { try settings(folder: folder) }
    }

    @Test("take folders inside folders, and names with spaces", arguments: ["INBOX", "Shared/Replies 2026", "a.b-c_d"])
    func goodFolder(folder: String) throws {
        #expect(try settings(folder: folder).folder == folder)
    }

    @Test("refuse what is out of range, and line breaks in a password")
    func ranges() {
        #expect(throws: IMAPSettingsError.port(0)) { try settings(port: 0) }
        #expect(throws: IMAPSettingsError.seconds(setting: "timeout", 0)) { try settings(timeout: 0) }
        #expect(throws: IMAPSettingsError.maximumMessageBytes(1)) { try settings(bytes: 1) }
        #expect(throws: IMAPSettingsError.emptySignIn) { try settings(user: "") }
        #expect(throws: IMAPSettingsError.controlCharacterInSignIn) { try settings(password: "secret\n") }
    }
}
