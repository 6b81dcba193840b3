import Testing

@testable import Outbound

@Suite("Settings for mail")
struct SMTPSettingsTests {
    @Test("allow clear text to this machine", arguments: ["localhost", "LOCALHOST", "127.0.0.1", "127.8.9.10", "::1"])
    func loopback(host: String) throws {
        #expect(try SMTPSettings(host: host, port: 25, security: .none).host == host)
    }

    @Test(
        "refuse clear text to any other, also to names that look like this one",
        arguments: ["mail.example", "10.0.0.1", "127.0.0.1.example", "127.1", "127.0.0.256", "0127.0.0.1", "::", "::2"])
    func clearText(host: String) {
        let error = #expect(throws: SMTPSettingsError.self) { try SMTPSettings(host: host, port: 25, security: .none) }
        #expect(error == .clearTextToAnotherMachine(host: host))
    }

    @Test(
        "refuse hosts that mean something else in a URL", arguments: ["", "a b", "a/b", "u@h", "h:25x", "a\r\nb", "-x"])
    func hosts(host: String) {
        #expect(throws: SMTPSettingsError.host) { try SMTPSettings(host: host, port: 25, security: .startTLS) }
    }

    @Test("refuse credentials that are half set or end in a line break")
    func credentials() {
        #expect(throws: SMTPSettingsError.emptyCredentials) {
            try SMTPSettings(host: "h", port: 587, security: .startTLS, credentials: ("user", ""))
        }
        #expect(throws: SMTPSettingsError.controlCharacterInCredentials) {
            try SMTPSettings(host: "h", port: 587, security: .startTLS, credentials: ("user", "secret\n"))
        }
    }

    @Test("never show the password")
    func hidden() throws {
        let settings = try SMTPSettings(
            host: "h", port: 587, security: .startTLS, credentials: ("someone", "hunter2"))
        var dumped = ""
        dump(settings, to: &dumped)
        for text in ["\(settings)", String(reflecting: settings), dumped] {
            #expect(!text.contains("hunter2") && !text.contains("someone"))
        }
    }

    @Test("refuse a port, a count or a time that makes no sense")
    func ranges() {
        #expect(throws: SMTPSettingsError.port(0)) { try SMTPSettings(host: "h", port: 0, security: .startTLS) }
        #expect(throws: SMTPSettingsError.connections(0)) {
            try SMTPSettings(host: "h", port: 587, security: .startTLS, connections: 0)
        }
        #expect(throws: SMTPSettingsError.seconds(setting: "timeout", 0)) {
            try SMTPSettings(host: "h", port: 587, security: .startTLS, timeout: 0)
        }
    }
}
