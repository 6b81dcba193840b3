import Foundation
import TestValues
import Testing
import WorkingDays

@testable import Persistence

@Suite("A time-based code")
struct TimeCodeTests {
    private static let code = TimeCode(secret: Array("12345678901234567890".utf8))

    /// RFC 6238, appendix B: the last six of its eight digits.
    @Test(
        "is the one that the standard gives",
        arguments: [
            (59, "287082"), (1_111_111_109, "081804"), (1_111_111_111, "050471"), (1_234_567_890, "005924"),
            (2_000_000_000, "279037"), (20_000_000_000, "353130"),
        ] as [(Int64, String)])
    func standard(seconds: Int64, expected: String) {
        #expect(Self.code.code(at: TimeCode.step(at: Timestamp(seconds: seconds))) == expected)
    }

    @Test("has a secret that apps take, and that can be read again")
    func text() {
        #expect(Self.code.text == "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ")
        #expect(TimeCode(text: "gezd gnbv gy3t qojq gezd gnbv gy3t qojq") == Self.code)
        let fresh = TimeCode()
        #expect(TimeCode(text: fresh.text) == fresh && fresh != TimeCode())
        for wrong in ["", "GEZDGNBV", "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJ1"] { #expect(TimeCode(text: wrong) == nil) }
    }

    @Test("may be one step early or late, and is taken once")
    func window() {
        let now = Timestamp(seconds: 3_000_000_015)
        let step = TimeCode.step(at: now)
        for (offset, isTaken) in [(-2, false), (-1, true), (0, true), (1, true), (2, false)] as [(Int64, Bool)] {
            let typed = Self.code.code(at: step + offset)
            #expect((Self.code.step(of: typed, now: now, after: nil) != nil) == isTaken)
            #expect(Self.code.step(of: typed, now: now, after: step + offset) == nil)
        }
        #expect(Self.code.step(of: "", now: now, after: nil) == nil)
        let typed = Self.code.code(at: step)
        #expect(Self.code.step(of: "\(typed.prefix(3)) \(typed.suffix(3))", now: now, after: nil) == step)
    }
}
