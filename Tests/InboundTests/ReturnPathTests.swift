import Testing

@testable import Inbound

/// Addresses that only we can make.
@Suite("A return path")
struct ReturnPathTests {
    private static let message = "0123456789abcdef0123456789abcdef"

    private func key(_ byte: UInt8) throws -> ReturnPathKey {
        try ReturnPathKey([UInt8](repeating: byte, count: 32))
    }

    private func paths(_ keys: [UInt8], prefix: String = "bounce") throws -> ReturnPath {
        try ReturnPath(prefix: prefix, domain: "replies.Council.example", keys: keys.map(key))
    }

    @Test("is worked out as documented, so that it is understood after an update")
    func frozen() throws {
        let address = try paths([7]).address(of: Self.message)
        // Worked out with Python's hmac and base64 modules from the documentation.
        #expect(address == "bounce+\(Self.message)-2jvuwxcw3cqyeegd@replies.council.example")
    }

    @Test("gives its message back, in whatever case it returns")
    func roundTrip() throws {
        let paths = try paths([1])
        let address = try paths.address(of: Self.message)
        #expect(paths.messageID(in: address) == Self.message)
        #expect(paths.messageID(in: address.uppercased()) == Self.message)
        #expect(address.split(separator: "@")[0].count <= 64)
    }

    @Test("fits into 64 characters with the longest prefix, and a longer one is refused")
    func longestPrefix() throws {
        let address = try paths([1], prefix: "returned-mails").address(of: Self.message)
        #expect(address.split(separator: "@")[0].count == 64)
        #expect(throws: ReturnPathError.prefix(maximum: 14)) { try paths([1], prefix: "returned-letter") }
    }

    @Test("signed with an earlier key is understood, with a removed one not")
    func rotation() throws {
        let old = try paths([1]).address(of: Self.message)
        #expect(try paths([2, 1]).messageID(in: old) == Self.message)
        #expect(try paths([2]).messageID(in: old) == nil)
        #expect(try paths([2, 1]).address(of: Self.message) == paths([2]).address(of: Self.message))
    }

    @Test("with any one character changed is not understood")
    func forged() throws {
        let paths = try paths([1])
        let address = Array(try paths.address(of: Self.message).utf8)
        for place in address.indices {
            for replacement in Array("0a7z".utf8) where replacement != address[place] {
                var changed = address
                changed[place] = replacement
                #expect(paths.messageID(in: String(decoding: changed, as: UTF8.self)) == nil)
            }
        }
    }

    @Test(
        "is not seen in other addresses",
        arguments: [
            "", "@", "bounce@replies.council.example", "bounce+@replies.council.example",
            "bounce+\(message)@replies.council.example", "bounce+\(message)-@replies.council.example",
            "bounce+\(message)-aaaaaaaaaaaaaaaa@replies.council.example", "jo@example.org", "bounce+é@é",
        ])
    func otherAddresses(address: String) throws {
        #expect(try paths([1]).messageID(in: address) == nil)
    }

    @Test(
        "is not made for what is not a message's id",
        arguments: ["", "0123", message.uppercased(), message + "0", "0123456789abcdef0123456789abcde\n"])
    func badMessage(id: String) throws {
        #expect(throws: ReturnPathError.messageID) { try paths([1]).address(of: id) }
    }

    @Test("has no short keys, and never shows one")
    func keys() throws {
        #expect(throws: ReturnPathError.keyLength(31)) { try ReturnPathKey([UInt8](repeating: 1, count: 31)) }
        #expect(throws: ReturnPathError.noKey) { try paths([]) }
        #expect("\(try key(9)) \(String(reflecting: try paths([9])))".contains("9") == false)
    }

    @Test(
        "is signed in Base32 as RFC 4648 has it",
        arguments: [("fooba", "mzxw6ytb"), ("foobarfoob", "mzxw6ytbojtg633c")])
    func base32(text: String, expected: String) {
        #expect(Base32.encoded(Array(text.utf8)) == expected)
        #expect(Base32.decoded(Array(expected.utf8)) == Array(text.utf8))
        #expect(Base32.decoded(Array("mzxw6yt".utf8)) == nil)
        #expect(Base32.decoded(Array("mzxw6yt1".utf8)) == nil)
    }
}
