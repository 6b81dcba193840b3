import Foundation

/// TCP on 127.0.0.1.
public enum LoopbackPort {
    /// Ports on which nobody listens at the moment. Somebody else may take one before it is used, so whoever uses
    /// them has to be ready to try others.
    public static func free(_ count: Int) throws -> [Int] {
        var sockets: [Int32] = []
        defer {
            for socket in sockets { close(socket) }
        }
        // All are held open until the last is found, so that they differ.
        return try (0..<count).map { _ in
            let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
            sockets.append(descriptor)
            var address = loopback(0)
            var length = socklen_t(MemoryLayout<sockaddr_in>.size)
            let status = withUnsafeMutablePointer(to: &address) {
                $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
                    bind(descriptor, pointer, length) == 0 ? getsockname(descriptor, pointer, &length) : -1
                }
            }
            guard status == 0 else { throw PeerError("No free port was found: \(String(cString: strerror(errno))).") }
            return Int(UInt16(bigEndian: address.sin_port))
        }
    }

    /// How many connections to a port are established, as the kernel tells.
    public static func connections(to port: Int) -> Int {
        // The kernel gives the table in pieces, and no size beforehand.
        guard let file = FileHandle(forReadingAtPath: "/proc/net/tcp") else { return 0 }
        var bytes = Data()
        while let piece = try? file.read(upToCount: 1 << 16), !piece.isEmpty { bytes += piece }
        let table = String(decoding: bytes, as: UTF8.self)
        let hexadecimal = String(port, radix: 16, uppercase: true)
        let peer = "0100007F:" + String(repeating: "0", count: 4 - hexadecimal.count) + hexadecimal
        return table.split(separator: "\n").count { line in
            let fields = line.split(separator: " ")
            return fields.count > 3 && fields[2] == peer && fields[3] == "01"
        }
    }

    /// Connects and returns what the server says first, or nil if nobody answers. Empty if it says nothing in time.
    public static func greeting(port: Int, timeoutMilliseconds: Int = 2000) -> String? {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(descriptor) }
        var limit = timeval(tv_sec: timeoutMilliseconds / 1000, tv_usec: timeoutMilliseconds % 1000 * 1000)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
        var address = loopback(port)
        let status = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard status == 0 else { return nil }
        var buffer = [UInt8](repeating: 0, count: 512)
        let count = recv(descriptor, &buffer, buffer.count, 0)
        return String(decoding: buffer.prefix(max(count, 0)), as: UTF8.self)
    }

    private static func loopback(_ port: Int) -> sockaddr_in {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = UInt16(port).bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        return address
    }
}
