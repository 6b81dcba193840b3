/// The answers to a question for numbers and sizes: lines such as `* 3 FETCH (UID 17 RFC822.SIZE 2048)`.
enum FetchResponse {
    /// The numbers and sizes, in any order; lines about anything else are left out.
    static func sizes(in bytes: [UInt8]) -> [(uid: UInt32, bytes: Int)] {
        bytes.split(whereSeparator: { $0 == 10 || $0 == 13 }).compactMap { line in
            let words = line.split(whereSeparator: { " ()".utf8.contains($0) }).map {
                String(decoding: $0, as: UTF8.self).uppercased()
            }
            guard words.count > 3, words[0] == "*", words[2] == "FETCH" else { return nil }
            func number<Value: FixedWidthInteger>(after name: String) -> Value? {
                words.firstIndex(of: name).flatMap { $0 + 1 < words.count ? Value(words[$0 + 1]) : nil }
            }
            guard let uid: UInt32 = number(after: "UID"), let size: Int = number(after: "RFC822.SIZE") else {
                return nil
            }
            return (uid, size)
        }
    }

    /// The words of an answer to CAPABILITY, in upper case.
    static func capabilities(in bytes: [UInt8]) -> Set<String> {
        Set(String(decoding: bytes, as: UTF8.self).uppercased().split(whereSeparator: \.isWhitespace).map(String.init))
    }
}
