import Crypto
import Foundation

/// The ids of messages: what decides on the same message twice gives it the same id, so it is stored once.
enum MessageID {
    /// 128 bits of SHA-256, in hexadecimal.
    static func digest(of text: String) -> String {
        String(hexadecimal: SHA256.hash(data: Data(text.utf8)).prefix(16))
    }
}
