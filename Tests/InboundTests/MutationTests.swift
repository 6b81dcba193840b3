import Testing

@testable import Inbound

/// Whoever has the address of the mailbox can send anything: it may be read wrongly, but it must be read.
@Suite("Mutated mail")
struct MutationTests {
    /// SplitMix64, so that a failure can be had again.
    private struct Generator: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var z = state
            z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
            z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
            return z ^ (z >> 31)
        }
    }

    private static let pieces: [[UInt8]] = [
        [], [0], [0xFF], [10], [13, 10, 13, 10], Array("--".utf8), Array("=?utf-8?b?".utf8), Array("=?x?q?=".utf8),
        Array("<<>>".utf8), Array("; boundary=\"".utf8), Array("\nContent-Type: message/rfc822\n\n".utf8),
        Array("5.9.9".utf8), Array("=C3".utf8), Array("&#xD800;".utf8), Array("charset=utf-7".utf8),
    ]

    @Test("20,000 times never crashes, and keeps to the limits")
    func mutations() throws {
        var random = Generator(state: 20_261_124)
        let samples = try MailSample.names.map(MailSample.bytes)
        for _ in 1...20_000 {
            var bytes = samples.randomElement(using: &random) ?? []
            for _ in 1...Int.random(in: 1...6, using: &random) { mutate(&bytes, &random) }
            guard !bytes.isEmpty else { continue }
            let mail = try IncomingMail(bytes)
            #expect(mail.text.text.utf8.count <= LetterText.maximumBytes && mail.subject.count <= 500)
        }
    }

    private func mutate(_ bytes: inout [UInt8], _ random: inout Generator) {
        guard !bytes.isEmpty else { return }
        let place = Int.random(in: 0..<bytes.count, using: &random)
        let end = min(bytes.count, place + Int.random(in: 0...40, using: &random))
        switch Int.random(in: 0...4, using: &random) {
        case 0: bytes[place] ^= UInt8(1) << UInt8.random(in: 0...7, using: &random)
        case 1: bytes.removeSubrange(place..<end)
        case 2: bytes.insert(contentsOf: bytes[place..<end], at: Int.random(in: 0...bytes.count, using: &random))
        case 3: bytes.replaceSubrange(place..<end, with: Self.pieces.randomElement(using: &random) ?? [])
        default: bytes.removeSubrange(place...)
        }
    }
}
