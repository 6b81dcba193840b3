import Foundation

/// A network of IPv4 or IPv6 addresses, written as CIDR has it: `10.0.0.0/8`, `fd00::/8`.
///
/// - Source: RFC 4632 section 3.1; RFC 4291 section 2.3.
public struct IPNetwork: Sendable, Hashable, CustomStringConvertible {
    /// The first address, in network order: 4 bytes or 16.
    private let first: [UInt8]
    /// How many leading bits all its addresses share.
    private let length: Int
    public let description: String

    /// - Throws: ``IPNetworkError`` when it is no network, or the address given is not its first.
    public init(_ text: String) throws(IPNetworkError) {
        let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        guard let address = Self.bytes(of: parts[0]) else { throw .noAddress(text) }
        let most = address.count * 8
        guard parts.count == 2 else { throw .noLength(text, most: most) }
        guard let length = Self.number(parts[1]), length <= most else { throw .length(text, most: most) }
        let first = Self.cut(address, to: length)
        guard first == address else { throw .bitsBeyond(text, first: Self.text(of: first), length: length) }
        self.first = first
        self.length = length
        description = text
    }

    /// - Parameter address: In network order. An IPv4 address that is written in IPv6 (`::ffff:10.0.0.1`) counts as IPv4.
    func contains(_ address: [UInt8]) -> Bool {
        let mapped = [UInt8](repeating: 0, count: 10) + [0xFF, 0xFF]
        let plain = address.count == 16 && address.starts(with: mapped) ? Array(address.suffix(4)) : address
        return plain.count == first.count && Self.cut(plain, to: length) == first
    }

    /// Digits alone, and few: what `Int` reads beyond that (`+8`) is no length.
    private static func number(_ text: String) -> Int? {
        (1...3).contains(text.utf8.count) && text.utf8.allSatisfy { (0x30...0x39).contains($0) } ? Int(text) : nil
    }

    /// This machine.
    static let loopback = [
        IPNetwork(first: [127, 0, 0, 0], length: 8, description: "127.0.0.0/8"),
        IPNetwork(first: [UInt8](repeating: 0, count: 15) + [1], length: 128, description: "::1/128"),
    ]

    private init(first: [UInt8], length: Int, description: String) {
        (self.first, self.length, self.description) = (first, length, description)
    }

    private static func cut(_ address: [UInt8], to length: Int) -> [UInt8] {
        address.enumerated().map { index, byte in
            let bits = min(max(length - index * 8, 0), 8)
            return byte & UInt8(truncatingIfNeeded: 0xFF00 >> bits)
        }
    }

    private static func bytes(of text: String) -> [UInt8]? {
        var (ipv4, ipv6) = (in_addr(), in6_addr())
        if inet_pton(AF_INET, text, &ipv4) == 1 { return withUnsafeBytes(of: ipv4) { Array($0) } }
        if inet_pton(AF_INET6, text, &ipv6) == 1 { return withUnsafeBytes(of: ipv6) { Array($0) } }
        return nil
    }

    private static func text(of address: [UInt8]) -> String {
        var buffer = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
        let family = address.count == 4 ? AF_INET : AF_INET6
        guard inet_ntop(family, address, &buffer, socklen_t(buffer.count)) != nil else { return "" }
        return buffer.withUnsafeBufferPointer { $0.baseAddress.map { String(cString: $0) } ?? "" }
    }
}

/// Why a network is refused.
public enum IPNetworkError: Error, Equatable, CustomStringConvertible {
    case noAddress(String)
    case noLength(String, most: Int)
    case length(String, most: Int)
    case bitsBeyond(String, first: String, length: Int)

    public var description: String {
        switch self {
        case .noAddress(let text):
            "\"\(text.prefix(60))\" is no network; give one like 10.0.0.0/8 or fd00::/8."
        case .noLength(let text, let most):
            "\"\(text.prefix(60))\" has no length; write \(text.prefix(60))/\(most) for that address alone."
        case .length(let text, let most):
            "\"\(text.prefix(60))\" has a length that is none; give 0 to \(most) behind the slash."
        case .bitsBeyond(let text, let first, let length):
            "\"\(text.prefix(60))\" names an address within its network; write \(first)/\(length)."
        }
    }
}
