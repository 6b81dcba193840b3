import CCurl
import Foundation
import Testing

@testable import Outbound

@Suite("The guard of private networks")
struct NetworkGuardTests {
    private func ipv4(_ text: String) -> UInt32 {
        text.split(separator: ".").reduce(0) { $0 << 8 | UInt32($1)! }
    }

    private func ipv6(_ text: String) -> [UInt8] {
        var address = in6_addr()
        #expect(inet_pton(AF_INET6, text, &address) == 1)
        return withUnsafeBytes(of: address) { Array($0) }
    }

    @Test(
        "refuses what is not public in IPv4",
        arguments: [
            "0.0.0.0", "10.1.2.3", "100.64.0.1", "127.0.0.1", "169.254.169.254", "172.16.0.1", "172.31.255.255",
            "192.0.0.8", "192.0.2.1", "192.168.1.1", "198.18.0.1", "198.51.100.1", "203.0.113.1", "224.0.0.1",
            "240.0.0.1", "255.255.255.255",
        ])
    func privateIPv4(text: String) {
        #expect(!NetworkGuard.isPublic(ipv4: ipv4(text)))
        #expect(!NetworkGuard.isPublic(ipv6: ipv6("::ffff:\(text)")))
        #expect(!NetworkGuard.isPublic(ipv6: ipv6("64:ff9b::\(text)")))
    }

    @Test(
        "allows what is",
        arguments: ["1.1.1.1", "9.255.255.255", "100.128.0.1", "172.32.0.1", "192.169.0.1", "223.1.1.1"])
    func publicIPv4(text: String) {
        #expect(NetworkGuard.isPublic(ipv4: ipv4(text)))
    }

    @Test(
        "tells IPv6 addresses apart",
        arguments: [
            ("::", false), ("::1", false), ("fe80::1", false), ("fc00::1", false), ("fd12::1", false),
            ("ff02::1", false), ("2001:db8::1", false), ("2001:0:1::1", false), ("2002:a00:1::", false),
            ("2002:101:101::", true), ("2606:4700::1111", true), ("2001:4860::8888", true), ("64:ff9b::1.1.1.1", true),
        ])
    func ipv6(text: String, expected: Bool) {
        #expect(NetworkGuard.isPublic(ipv6: ipv6(text)) == expected)
    }

    struct Allowance: Sendable, CustomTestStringConvertible {
        let network: String
        let address: String
        let isAdmitted: Bool
        let testDescription: String

        init(_ network: String, _ address: String, _ isAdmitted: Bool, _ why: String) {
            (self.network, self.address, self.isAdmitted, testDescription) = (network, address, isAdmitted, why)
        }
    }

    static let allowances = [
        Allowance("10.0.0.0/8", "10.255.255.255", true, "the last address of a network"),
        Allowance("10.0.0.0/8", "11.0.0.0", true, "a public address beside it"),
        Allowance("10.1.0.0/16", "10.2.0.0", false, "a private address beside it"),
        Allowance("192.168.4.0/23", "192.168.5.255", true, "a length within a byte"),
        Allowance("192.168.4.0/23", "192.168.6.0", false, "the address behind it"),
        Allowance("127.0.0.1/32", "127.0.0.1", true, "one address alone"),
        Allowance("127.0.0.1/32", "127.0.0.2", false, "its neighbour"),
        Allowance("0.0.0.0/0", "169.254.169.254", true, "everything"),
        Allowance("0.0.0.0/0", "::1", false, "everything in IPv4 says nothing of IPv6"),
        Allowance("::/0", "127.0.0.1", false, "nor the other way round"),
        Allowance("fd00::/8", "fd12:3456::1", true, "a private network in IPv6"),
        Allowance("fd00::/8", "fe80::1", false, "an address that is link-local"),
        Allowance("::1/128", "::1", true, "loopback in IPv6"),
        Allowance("127.0.0.0/8", "::ffff:127.0.0.1", true, "an IPv4 address that is written in IPv6"),
        Allowance("10.0.0.0/8", "::ffff:127.0.0.1", false, "another one"),
        Allowance("10.0.0.0/8", "64:ff9b::10.0.0.1", false, "one that a translator would lead to"),
    ]

    @Test("admits what is not public in the networks that are allowed, and only there", arguments: allowances)
    func allowed(allowance: Allowance) throws {
        let networkGuard = NetworkGuard(allowing: [try IPNetwork(allowance.network)])
        let isIPv4 = !allowance.address.contains(":")
        let memory = UnsafeMutableRawPointer.allocate(byteCount: 64, alignment: 8)
        defer { memory.deallocate() }
        if isIPv4 {
            let start = MemoryLayout<sockaddr_in>.offset(of: \.sin_addr)!
            memory.storeBytes(of: ipv4(allowance.address).bigEndian, toByteOffset: start, as: UInt32.self)
        } else {
            let start = MemoryLayout<sockaddr_in6>.offset(of: \.sin6_addr)!
            (memory + start).copyMemory(from: ipv6(allowance.address), byteCount: 16)
        }
        #expect(networkGuard.admits(family: isIPv4 ? AF_INET : AF_INET6, address: memory) == allowance.isAdmitted)
    }

    @Test(
        "opens sockets for whole IPv6 addresses, the last byte included, and counts what it refuses",
        arguments: [
            ("2606:4700::1111", true), ("64:ff9b::1.1.1.1", true), ("64:ff9b::10.0.0.1", false), ("::1", false),
            ("fe80::1", false),
        ])
    func sockets(text: String, expected: Bool) {
        // As libcurl has it: the address goes on beyond the structure.
        let memory = UnsafeMutableRawPointer.allocate(byteCount: 256, alignment: 8)
        memory.initializeMemory(as: UInt8.self, repeating: 0, count: 256)
        defer { memory.deallocate() }
        let target = memory.bindMemory(to: curl_sockaddr.self, capacity: 1)
        target.pointee.family = AF_INET6
        target.pointee.socktype = Int32(SOCK_STREAM.rawValue)
        let start =
            MemoryLayout<curl_sockaddr>.offset(of: \.addr)! + MemoryLayout<sockaddr_in6>.offset(of: \.sin6_addr)!
        (memory + start).copyMemory(from: ipv6(text), byteCount: 16)
        let networkGuard = NetworkGuard(allowing: [])
        let context = Unmanaged.passUnretained(networkGuard).toOpaque()
        let descriptor = withExtendedLifetime(networkGuard) {
            openGuardedSocket(context, CURLSOCKTYPE_IPCXN, target)
        }
        #expect((descriptor >= 0) == expected)
        #expect(networkGuard.refused == (expected ? 0 : 1))
        if descriptor >= 0 { close(descriptor) }
    }
}
