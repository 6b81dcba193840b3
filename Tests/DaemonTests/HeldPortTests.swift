import Glibc
import Testing

@testable import Daemon

/// A port is kept for whom it is meant.
struct HeldPortTests {
    @Test func noTwoHoldTheSame() throws {
        let held = try (0..<8).map { _ in try HeldPort.first(of: 42_000...42_040) }
        #expect(Set(held.map(\.number)).count == 8)
    }

    @Test func whereNoneIsFreeTheSystemGivesOne() throws {
        let first = try HeldPort.first(of: 42_050...42_090)
        let other = try HeldPort.first(of: first.number...first.number)
        #expect(other.number != first.number && other.number != 0)
        withExtendedLifetime(first) {}
    }

    @Test func aServerGetsItWhileItIsHeld() throws {
        let held = try HeldPort.first(of: 42_100...42_140)
        let server = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(server) }
        var yes: Int32 = 1
        #expect(setsockopt(server, SOL_SOCKET, SO_REUSEADDR, &yes, socklen_t(MemoryLayout<Int32>.size)) == 0)
        #expect(bound(server, to: held.number))
        #expect(listen(server, 1) == 0)
        withExtendedLifetime(held) {}
    }

    private func bound(_ descriptor: Int32, to port: UInt16) -> Bool {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        return withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
            }
        }
    }
}
