import Foundation

/// Base64 as tokens and addresses have it.
///
/// - Source: RFC 4648, 5; RFC 7515, 2.
enum Base64URL {
    static func encoded(_ data: some DataProtocol) -> String {
        Data(data).base64EncodedString().replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
    }

    static func decoded(_ text: some StringProtocol) -> Data? {
        let plain = String(text).replacing("-", with: "+").replacing("_", with: "/")
        guard !text.contains(where: { "+/=".contains($0) }) else { return nil }
        return Data(base64Encoded: plain + String(repeating: "=", count: (4 - plain.utf8.count % 4) % 4))
    }
}
