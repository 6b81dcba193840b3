import Testing

@testable import Outbound

@Suite("A network in CIDR")
struct IPNetworkTests {
    @Test(
        "is read as it is written",
        arguments: ["10.0.0.0/8", "0.0.0.0/0", "192.168.1.7/32", "fd00::/8", "::/0", "2001:db8::1/128", "fe80::/10"])
    func read(text: String) throws {
        #expect(try IPNetwork(text).description == text)
    }

    @Test(
        "is refused with what would be accepted",
        arguments: [
            ("", "give one like 10.0.0.0/8"), ("10.0.0/8", "give one like"), ("case.example/8", "give one like"),
            ("10.0.0.0", "write 10.0.0.0/32"), ("fd00::1", "write fd00::1/128"), ("10.0.0.0/", "0 to 32"),
            ("10.0.0.0/33", "0 to 32"), ("fd00::/129", "0 to 128"), ("10.0.0.0/-1", "0 to 32"),
            ("10.0.0.0/+8", "0 to 32"), ("10.0.0.0/8/8", "0 to 32"), ("10.0.0.0/ 8", "0 to 32"),
            ("10.1.2.3/8", "write 10.0.0.0/8"), ("192.168.5.0/23", "write 192.168.4.0/23"),
            ("fd00::1/64", "write fd00::/64"),
        ])
    func refused(text: String, sentence: String) {
        let error = #expect(throws: IPNetworkError.self) { try IPNetwork(text) }
        #expect(error?.description.contains(sentence) == true, "\(error?.description ?? "")")
    }
}
