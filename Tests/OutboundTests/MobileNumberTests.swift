import Outbound
import Testing

@Suite("A mobile number")
struct MobileNumberTests {
    @Test(
        "is written one way, however people write it",
        arguments: [
            "07900900123", "07900 900 123", "+447900900123", "+44 7900 900123", "+44 (0)7900 900-123",
            "0044 7900 900123", "(07900) 900.123", "7900900123", "00447900900123",
        ])
    func accepted(written: String) throws {
        #expect(try MobileNumber(written).text == "+447900900123")
    }

    @Test(
        "that cannot be texted is refused, and not repeated",
        arguments: [
            ("07900 90012", MobileNumberError.length(10)), ("07900 9001234", .length(12)), ("", .length(1)),
            ("020 7946 0000", .notMobile), ("07012345678", .notMobile), ("07612345678", .notMobile),
            ("+33 6 12 34 56 78", .abroad), ("001 212 555 0100", .abroad), ("07900 900123 x4", .characters),
            ("07900+900123", .characters), ("٠٧٩٠٠٩٠٠١٢٣", .characters), ("07900900123\n", .characters),
        ])
    func refused(written: String, error: MobileNumberError) {
        #expect(throws: error) { try MobileNumber(written) }
    }

    @Test("of the Isle of Man is one")
    func isleOfMan() throws { #expect(try MobileNumber("07624 900123").text == "+447624900123") }

    @Test("shows its end alone")
    func shown() throws { #expect(try "\(MobileNumber("07900 900123"))" == "…123") }
}
