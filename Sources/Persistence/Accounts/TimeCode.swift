import Crypto
import Foundation
import WorkingDays

/// The codes that an authenticator app shows: six digits, another every 30 seconds.
///
/// - Source: RFC 6238, with SHA-1, which is what every app can do.
public struct TimeCode: Sendable, Equatable {
    private let secret: [UInt8]

    private static let digits = 6
    private static let seconds: Int64 = 30

    /// A new secret, of 160 bits.
    public init() { secret = SymmetricKey(size: SymmetricKeySize(bitCount: 160)).withUnsafeBytes(Array.init) }

    /// The secret as an app is told it.
    ///
    /// - Returns: `nil` for what is no secret of this kind.
    public init?(text: String) {
        guard let bytes = Self.bytes(text), bytes.count == 20 else { return nil }
        secret = bytes
    }

    init(secret: [UInt8]) { self.secret = secret }

    /// In Base32, as apps take it: 32 letters and digits.
    public var text: String {
        var (bits, count, letters) = (0, 0, "")
        for byte in secret {
            (bits, count) = (bits << 8 | Int(byte), count + 8)
            while count >= 5 {
                letters.append(Self.alphabet[bits >> (count - 5) & 31])
                count -= 5
            }
            bits &= (1 << count) - 1
        }
        return letters
    }

    /// - Source: RFC 4648, 6.
    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")

    private static func bytes(_ text: String) -> [UInt8]? {
        var (bits, count, bytes) = (0, 0, [UInt8]())
        for letter in text.uppercased() where letter != " " {
            guard let value = alphabet.firstIndex(of: letter) else { return nil }
            (bits, count) = (bits << 5 | value, count + 5)
            if count >= 8 {
                bytes.append(UInt8(truncatingIfNeeded: bits >> (count - 8)))
                count -= 8
            }
            bits &= (1 << count) - 1
        }
        return bytes
    }

    /// The code of a step of 30 seconds.
    func code(at step: Int64) -> String {
        let message = withUnsafeBytes(of: UInt64(bitPattern: step).bigEndian) { Data($0) }
        let digest = Array(HMAC<Insecure.SHA1>.authenticationCode(for: message, using: SymmetricKey(data: secret)))
        let offset = Int(digest[19] & 15)
        let number = digest[offset..<offset + 4].reduce(0) { $0 << 8 | Int($1) } & 0x7FFF_FFFF
        let text = "\(number % 1_000_000)"
        return String(repeating: "0", count: Self.digits - text.count) + text
    }

    static func step(at now: Timestamp) -> Int64 { now.seconds / seconds }

    /// Which step a code belongs to: the present one, or the one before or after it, since clocks differ.
    ///
    /// - Parameter last: The step of the last code that was taken: none is taken twice.
    /// - Returns: `nil` for a wrong one.
    public func step(of code: String, now: Timestamp, after last: Int64?) -> Int64? {
        let typed = Data(code.filter { !$0.isWhitespace }.utf8)
        let present = Self.step(at: now)
        return (present - 1...present + 1).first { step in
            step > (last ?? -1) && SHA256.hash(data: Data(self.code(at: step).utf8)) == SHA256.hash(data: typed)
        }
    }

    /// What an app reads from a link.
    ///
    /// - Source: Google Authenticator, *Key URI format*.
    public func address(issuer: String, account: String) -> String {
        func encoded(_ text: String) -> String {
            text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
        }
        return "otpauth://totp/\(encoded(issuer)):\(encoded(account))?secret=\(text)&issuer=\(encoded(issuer))"
    }
}
