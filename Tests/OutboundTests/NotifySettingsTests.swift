import Testing

@testable import Outbound

@Suite("The address of GOV.UK Notify")
struct NotifySettingsTests {
    private func settings(_ url: String) throws -> NotifySettings {
        NotifySettings(
            key: try NotifyKey("mine-26785a09-ab16-4eb0-8407-a37497a57506-3d844edf-8d35-48ac-975b-e847b4f122b0"),
            address: try NotifyAddress(url))
    }

    @Test(
        "is Notify's own, another over TLS, or this machine",
        arguments: [
            NotifyAddress.standard, "https://notify.example:8443/", "http://127.0.0.1:6011", "http://localhost",
        ])
    func accepted(url: String) throws {
        #expect(try !NotifyAddress(url).url.hasSuffix("/"))
    }

    @Test(
        "is refused where a token could be read on the way, or it is no address",
        arguments: [
            "http://notify.example", "http://127.0.0.1.example", "ftp://localhost", "https://", "notify", "",
            "https://a@notify.example", "https://notify.example?x=1", "https://notify.example#x",
        ])
    func refused(url: String) {
        #expect(throws: NotifyAddressError(written: url)) { try NotifyAddress(url) }
    }

    @Test("lets this machine be called only where it names it")
    func networks() throws {
        #expect(try settings("http://127.0.0.1:6011").http.allowedNetworks.count == 2)
        #expect(try settings(NotifyAddress.standard).http.allowedNetworks.isEmpty)
        #expect(try !settings(NotifyAddress.standard).http.allowInsecureHTTP)
    }
}
