import Foundation
import TestPeers
import TestValues
import Testing

@testable import Daemon

@Suite("Telling systemd")
struct SystemdNotifierTests {
    /// A socket as systemd opens it, at a path or, after a zero byte, in the abstract name space.
    private final class Receiver {
        let descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue), 0)

        init(_ name: [UInt8]) throws {
            var address = sockaddr_un()
            address.sun_family = sa_family_t(AF_UNIX)
            withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: name) }
            let length = socklen_t(MemoryLayout<sa_family_t>.size + name.count)
            let status = withUnsafePointer(to: &address) { pointer in
                pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(descriptor, $0, length) }
            }
            try #require(status == 0)
        }

        deinit { close(descriptor) }

        /// What has arrived; datagrams on one machine arrive at once.
        func next() -> String? {
            var buffer = [UInt8](repeating: 0, count: 4096)
            let count = recv(descriptor, &buffer, buffer.count, Int32(MSG_DONTWAIT))
            return count < 0 ? nil : String(decoding: buffer.prefix(count), as: UTF8.self)
        }
    }

    @Test("sends one datagram for each thing, to a path")
    func path() throws {
        let folder = try TemporaryFolder("notify")
        let path = "\(folder.path)/s"
        try check(Receiver(Array(path.utf8)), address: path)
    }

    @Test("sends to an abstract address")
    func abstract() throws {
        let name = "quorate-test-\(UUID().uuidString)"
        try check(Receiver([0] + Array(name.utf8)), address: "@\(name)")
    }

    private func check(_ receiver: Receiver, address: String) throws {
        let notifier = SystemdNotifier(environment: ["NOTIFY_SOCKET": address])
        notifier.ready("Serving somewhere")
        #expect(receiver.next() == "READY=1\nSTATUS=Serving somewhere\n")
        notifier.watchdog()
        notifier.stopping()
        #expect(receiver.next() == "WATCHDOG=1\n")
        #expect(receiver.next() == "STOPPING=1\n")
        #expect(receiver.next() == nil)
    }

    @Test(
        "is silent where nobody listens",
        arguments: [
            [:], ["NOTIFY_SOCKET": ""], ["NOTIFY_SOCKET": "/no/such/socket"], ["NOTIFY_SOCKET": "relative"],
            ["NOTIFY_SOCKET": "/" + String(repeating: "x", count: 200)],
        ])
    func silent(environment: [String: String]) {
        SystemdNotifier(environment: environment).ready("x")
    }
}
