import CCurl
import Foundation

/// Tells public addresses from those of the machine, its network and special purposes, and lets calls reach the former
/// and the networks that are allowed. One guards one call at a time.
final class NetworkGuard {
    private let allowed: [IPNetwork]
    /// How many addresses it kept from being called; libcurl reports no more than that it could not connect.
    private(set) var refused = 0

    init(allowing allowed: [IPNetwork]) { self.allowed = allowed }

    /// Whether an address may be called, judged after name resolution.
    ///
    /// - Parameter address: A whole socket address: of IPv6, `sockaddr` itself has only the first half.
    func admits(family: Int32, address: UnsafeRawPointer) -> Bool {
        guard let bytes = Self.bytes(family: family, address: address) else { return false }
        let isPublic =
            bytes.count == 4
            ? Self.isPublic(ipv4: bytes.reduce(0) { $0 << 8 | UInt32($1) }) : Self.isPublic(ipv6: bytes)
        return isPublic || allowed.contains { $0.contains(bytes) }
    }

    fileprivate func noteRefusal() { refused += 1 }

    /// Before the next call.
    func forgetRefusals() { refused = 0 }

    private static func bytes(family: Int32, address: UnsafeRawPointer) -> [UInt8]? {
        let (start, count): (Int, Int)
        switch family {
        case AF_INET: (start, count) = (MemoryLayout<sockaddr_in>.offset(of: \.sin_addr)!, 4)
        case AF_INET6: (start, count) = (MemoryLayout<sockaddr_in6>.offset(of: \.sin6_addr)!, 16)
        default: return nil
        }
        return Array(UnsafeRawBufferPointer(start: address + start, count: count))
    }

    /// - Source: IANA IPv4 Special-Purpose Address Registry.
    static func isPublic(ipv4 address: UInt32) -> Bool {
        let special: [(UInt32, UInt32)] = [
            (0x0000_0000, 8), (0x0A00_0000, 8), (0x6440_0000, 10), (0x7F00_0000, 8), (0xA9FE_0000, 16),
            (0xAC10_0000, 12), (0xC000_0000, 24), (0xC000_0200, 24), (0xC0A8_0000, 16), (0xC612_0000, 15),
            (0xC633_6400, 24), (0xCB00_7100, 24), (0xE000_0000, 4), (0xF000_0000, 4),
        ]
        return !special.contains { network, length in (address ^ network) >> (32 - length) == 0 }
    }

    /// Global unicast only, less documentation; addresses that stand for an IPv4 one are judged by that.
    ///
    /// - Source: IANA IPv6 Special-Purpose Address Registry.
    static func isPublic(ipv6 bytes: [UInt8]) -> Bool {
        func ipv4(at index: Int) -> UInt32 {
            bytes[index..<(index + 4)].reduce(0) { $0 << 8 | UInt32($1) }
        }
        if bytes.starts(with: [0, 0x64, 0xFF, 0x9B, 0, 0, 0, 0, 0, 0, 0, 0]) { return isPublic(ipv4: ipv4(at: 12)) }
        if bytes.starts(with: [0x20, 0x02]) { return isPublic(ipv4: ipv4(at: 2)) }
        if bytes.starts(with: [0x20, 0x01, 0x0D, 0xB8]) { return false }
        // 2001::/23 is for protocols, Teredo among them.
        if bytes[0] == 0x20 && bytes[1] == 0x01 && bytes[2] < 2 { return false }
        return bytes[0] >> 5 == 1
    }
}

/// For `CURLOPT_OPENSOCKETFUNCTION`: opens a socket for what a ``NetworkGuard`` admits, which is the context.
func openGuardedSocket(
    _ context: UnsafeMutableRawPointer?, _ purpose: curlsocktype, _ target: UnsafeMutablePointer<curl_sockaddr>?
) -> curl_socket_t {
    guard let target, let context else { return noSocket }
    let networkGuard = Unmanaged<NetworkGuard>.fromOpaque(context).takeUnretainedValue()
    // In place: libcurl keeps a longer address there than the field's type has room for.
    let address = UnsafeRawPointer(target) + MemoryLayout<curl_sockaddr>.offset(of: \.addr)!
    guard networkGuard.admits(family: target.pointee.family, address: address) else {
        networkGuard.noteRefusal()
        return noSocket
    }
    return socket(
        target.pointee.family, target.pointee.socktype | Int32(SOCK_CLOEXEC.rawValue), target.pointee.protocol)
}

/// The header's macro, which Swift does not import.
private let noSocket: curl_socket_t = -1
