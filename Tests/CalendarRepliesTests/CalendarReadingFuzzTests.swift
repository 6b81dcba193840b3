import CalendarReplies
import Outbound
import TestValues
import Testing

/// Damages replies in ways that parsers stumble over. That nothing crashes shows in the test run going on.
@Suite("Reading whatever somebody sends", .timeLimit(.minutes(2)))
struct CalendarReadingFuzzTests {
    @Test("never crashes, and lets no line break or control character into what identifies a reply")
    func mutations() throws {
        let samples = try ReplySample.files.map(ReplySample.bytes) + [Array(ReplySample.plain.utf8)]
        var mutator = Mutator(generator: SeededGenerator(seed: 5546), samples: samples)
        let start = ContinuousClock.now
        var replies = 0
        var count = 0
        while count < 20_000, ContinuousClock.now - start < .seconds(60) {
            count += 1
            guard case .reply(let reply) = CalendarReading(of: mutator.next()) else { continue }
            replies += 1
            #expect(reply.attendee.address.utf8.allSatisfy { (33...126).contains($0) })
            #expect(reply.uid.text.utf8.allSatisfy { (33...126).contains($0) })
            #expect(reply.sequence >= 0 && reply.attendee.name == nil)
            #expect(reply.comment?.contains("\u{0}") != true)
        }
        // Too few and the mutations are too wild to reach the reading, too many and they are too tame.
        #expect(replies > count / 20 && replies < count * 3 / 4, "\(replies) of \(count)")
    }

    @Test(
        "takes its time only in proportion to the size",
        arguments: ["BEGIN:VEVENT\n", "A;", "ATTENDEE;X=\"", "\n ", "=\\"])
    func repetition(unit: String) {
        let middle = String(repeating: unit, count: 262_000 / unit.utf8.count - 30)
        let bytes = ReplySample.plain("END:VEVENT", becomes: "COMMENT:x\n\(middle)\nEND:VEVENT").suffix(262_144)
        let elapsed = ContinuousClock().measure { _ = CalendarReading(of: Array(bytes)) }
        #expect(elapsed < .seconds(10))
    }
}

/// Changes a sample in one to four places.
private struct Mutator {
    var generator: SeededGenerator
    let samples: [[UInt8]]

    private static let morsels = [
        "\r\n", "\n ", "\r", ":", ";", "\"", ",", "=", "\\", "\\n", "^n", "%0D%0A", "%", "\u{0}", "é",
        "BEGIN:VEVENT\r\n",
        "END:VEVENT\r\n", "END:VCALENDAR\r\n", "mailto:", "ATTENDEE:mailto:x@y.example\r\n", "UID:x\r\n",
        "DTSTAMP;VALUE=PERIOD:", ";VALUE=RECUR", ";ENCODING=BASE64", ";TZID=", ";VALUE=BINARY", "99999999999999999999",
        "-1", "T", "Z",
    ].map { Array($0.utf8) }

    mutating func next() -> [UInt8] {
        var bytes = samples.randomElement(using: &generator)!
        for _ in 1...Int.random(in: 1...4, using: &generator) { change(&bytes) }
        return bytes
    }

    private mutating func change(_ bytes: inout [UInt8]) {
        guard !bytes.isEmpty else { return }
        let start = Int.random(in: 0..<bytes.count, using: &generator)
        let end = min(bytes.count, start + Int.random(in: 0...40, using: &generator))
        switch Int.random(in: 0...5, using: &generator) {
        case 0: bytes[start] = UInt8.random(in: 0...255, using: &generator)
        case 1: bytes.removeSubrange(start..<end)
        case 2: bytes.insert(contentsOf: Self.morsels.randomElement(using: &generator)!, at: start)
        case 3: bytes.insert(contentsOf: bytes[start..<end], at: Int.random(in: 0..<bytes.count, using: &generator))
        case 4: bytes.insert(contentsOf: samples.randomElement(using: &generator)!.prefix(end), at: start)
        default: bytes.removeLast(bytes.count - end)
        }
    }
}
