import Glibc

/// A port of this machine that is kept free for one server until this is let go of.
///
/// It is bound, so that nobody else takes it, and not listened on. A server that binds with `SO_REUSEADDR`, as servers
/// do, gets it all the same; whoever else looks for a port by binding without that does not.
final class HeldPort: Sendable {
    let number: UInt16
    private let descriptor: Int32

    private init(number: UInt16, descriptor: Int32) { (self.number, self.descriptor) = (number, descriptor) }

    deinit { close(descriptor) }

    /// - Returns: The first of them that is free; whichever the system gives when none is.
    /// - Throws: ``PortFault`` when there is no port at all.
    static func first(of ports: ClosedRange<UInt16>) throws(PortFault) -> HeldPort {
        for port in ports { if let held = bound(to: port) { return held } }
        guard let held = bound(to: 0) else { throw PortFault(code: errno) }
        return held
    }

    private static func bound(to port: UInt16) -> HeldPort? {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { return nil }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        // Only what is set after the binding lets the server in without letting another holder in.
        var yes: Int32 = 1
        let isHeld = withUnsafeMutablePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, size) == 0 && getsockname(descriptor, $0, &size) == 0
                    && setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &yes, socklen_t(MemoryLayout<Int32>.size)) == 0
            }
        }
        guard isHeld else {
            close(descriptor)
            return nil
        }
        return HeldPort(number: UInt16(bigEndian: address.sin_port), descriptor: descriptor)
    }
}

/// No port could be had.
struct PortFault: Error, CustomStringConvertible {
    let code: Int32

    var description: String { "No port of 127.0.0.1 can be had: \(String(cString: strerror(code)))." }
}
