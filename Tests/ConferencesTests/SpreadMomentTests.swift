import Conferences
import TestValues
import Testing
import WorkingDays

@Suite("What concerns everybody")
struct SpreadMomentTests {
    private let hours = SendingHours(
        opens: TimeOfDay(hour: 9, minute: 0)!, closes: TimeOfDay(hour: 17, minute: 0)!)

    private func moments(_ readers: Range<Int>, from now: Timestamp) throws -> [Timestamp] {
        try readers.map { try hours.spreadMoment(for: "P-\($0)", from: now, calendar: GovUKList.englandAndWales) }
    }

    @Test("leaves over the whole of the sending hours, evenly, and for the same reader at the same moment")
    func spread() throws {
        let found = try moments(0..<3200, from: "2026-11-24T20:00:00Z")
        let counts = Dictionary(found.map { ($0, 1) }, uniquingKeysWith: +)
        #expect(counts.count == 32, "a quarter of an hour each, from nine to five")
        #expect(counts.values.allSatisfy { (50...150).contains($0) }, "\(counts.values.sorted())")
        #expect(found.min() == "2026-11-25T09:00:00Z")
        #expect(found.max() == "2026-11-25T16:45:00Z")
        #expect(try moments(0..<3200, from: "2026-11-24T20:00:00Z") == found)
    }

    @Test("leaves within what is left of the day")
    func late() throws {
        #expect(Set(try moments(0..<200, from: "2026-11-24T16:31:00Z")) == ["2026-11-24T16:45:00Z"])
    }
}
