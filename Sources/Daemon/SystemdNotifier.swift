import Foundation
import Glibc

/// Tells systemd how the daemon is (sd_notify's protocol: one datagram of `KEY=value` lines).
public struct SystemdNotifier: Sendable {
    private let address: String?

    /// Silent when not run by systemd.
    public init(environment: [String: String] = ProcessInfo.processInfo.environment) {
        address = environment["NOTIFY_SOCKET"]
    }

    public func ready(_ status: String) { send("READY=1\nSTATUS=\(status)\n") }
    public func stopping() { send("STOPPING=1\n", flags: Int32(MSG_DONTWAIT)) }
    public func watchdog() { send("WATCHDOG=1\n", flags: Int32(MSG_DONTWAIT)) }

    /// - Parameter flags: Whoever is slow to listen must hold nothing up once the daemon works.
    private func send(_ text: String, flags: Int32 = 0) {
        guard let address, let first = address.first, first == "/" || first == "@" else { return }
        let descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { return }
        defer { close(descriptor) }
        var name = sockaddr_un()
        name.sun_family = sa_family_t(AF_UNIX)
        // A leading "@" stands for the zero byte of an abstract address.
        let bytes = Array((first == "@" ? "\0" + address.dropFirst() : address).utf8)
        guard bytes.count < MemoryLayout.size(ofValue: name.sun_path) else { return }
        withUnsafeMutableBytes(of: &name.sun_path) { $0.copyBytes(from: bytes) }
        let length = socklen_t(MemoryLayout<sa_family_t>.size + bytes.count)
        let payload = Array(text.utf8)
        withUnsafePointer(to: &name) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                _ = sendto(descriptor, payload, payload.count, Int32(MSG_NOSIGNAL) | flags, $0, length)
            }
        }
    }
}
