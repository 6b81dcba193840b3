import Crypto
import Foundation

/// Something that opens a door for whoever holds it: the store keeps its digest alone.
public struct SecretToken: Sendable {
    /// Letters, digits, `-` and `_`: 256 bits by chance.
    public let text: String

    public init() {
        text = SymmetricKey(size: .bits256).withUnsafeBytes { Data($0) }.base64EncodedString()
            .replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
    }

    /// As somebody brought it.
    public init(brought text: String) { self.text = text }

    var digest: [UInt8] { Self.digest(text) }

    static func digest(_ text: String) -> [UInt8] { Array(SHA256.hash(data: Data(text.utf8))) }
}
