import Foundation
import Glibc
import TestPeers

/// The other end of NOTIFY_SOCKET, as systemd holds it.
final class NotifyListener: Sendable {
    let path: String
    private let descriptor: Int32
    private let log = LockedText()

    init(path: String) throws {
        self.path = path
        let descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue) | Int32(SOCK_NONBLOCK.rawValue), 0)
        var name = sockaddr_un()
        name.sun_family = sa_family_t(AF_UNIX)
        let bytes = Array(path.utf8)
        guard bytes.count < MemoryLayout.size(ofValue: name.sun_path) else { throw PeerError("\(path) is too long.") }
        withUnsafeMutableBytes(of: &name.sun_path) { $0.copyBytes(from: bytes) }
        let bound = withUnsafePointer(to: &name) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        guard bound == 0 else { throw PeerError("The socket \(path) could not be bound.") }
        self.descriptor = descriptor
    }

    deinit { close(descriptor) }

    /// Everything received so far.
    func received() -> String {
        var buffer = [UInt8](repeating: 0, count: 4096)
        while case let count = recv(descriptor, &buffer, buffer.count, 0), count > 0 {
            log.append(String(decoding: buffer[..<count], as: UTF8.self))
        }
        return log.text
    }
}

/// Text behind a lock.
private final class LockedText: @unchecked Sendable {
    // Safe: touched only while the lock is held.
    private var value = ""
    private let lock = NSLock()

    var text: String { lock.withLock { value } }
    func append(_ more: String) { lock.withLock { value += more } }
}
