import TestPeers
import TestValues
import Testing
import WorkingDays

@testable import Daemon

@Suite("The file of bank holidays")
struct HolidayFileTests {
    private static func division(_ name: String, _ events: String = "") -> String {
        """
        "\(name)": {"division": "\(name)", "events": [
            {"title": "New Year’s Day", "date": "2027-01-01", "notes": "", "bunting": true}\(events)
        ]}
        """
    }

    private static let good = list("")

    /// A list of three divisions; `more` is added to the events of the first.
    private static func list(_ more: String) -> String {
        "{\n\(division("england-and-wales", more)),\n\(division("scotland")),\n\(division("northern-ireland"))\n}"
    }

    @Test("that ships with the program is accepted")
    func shipped() throws {
        let list = try HolidayFile.read(path: Locations.repository + "/config/bank-holidays.json")
        #expect(Division.allCases.allSatisfy { list.lastYear(of: $0) >= 2027 })
        let boxingDay = list.holidays(in: .englandAndWales).first { $0.date == "2026-12-28" }
        #expect(boxingDay?.notes == "Substitute day")
    }

    @Test("is read as GOV.UK writes it")
    func reads() throws {
        let list = try HolidayFile.read(Self.good, path: "list.json")
        #expect(list.holidays(in: .scotland).map(\.title) == ["New Year’s Day"])
    }

    struct Fault: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let text: String
        let line: Int?
        let column: Int?
        let sentence: String

        init(_ why: String, _ text: String, _ sentence: String) {
            testDescription = why
            (self.text, self.line, self.column, self.sentence) = (text, nil, nil, sentence)
        }

        init(_ why: String, _ text: String, at line: Int, _ column: Int, _ sentence: String) {
            testDescription = why
            (self.text, self.line, self.column, self.sentence) = (text, line, column, sentence)
        }
    }

    static let faults = [
        Fault("nothing", "", "The file is empty."),
        Fault("blank", " \n\n", "The file is empty."),
        Fault("a list", "[1, 2]", at: 1, 1, "must be a JSON object"),
        Fault("a word", "holidays", at: 1, 1, "must be a JSON object"),
        Fault("YAML", "england-and-wales:\n  events: []\n", at: 1, 1, "must be a JSON object"),
        Fault("cut short", "{\n  \"england-and-wales\": {", at: 3, 1, "is not JSON here"),
        Fault("a page of HTML", "<!DOCTYPE html>\n<html>", "must be a JSON object"),
        Fault("a missing comma", "{\n\"scotland\": {}\n\"northern-ireland\": {}}", at: 3, 1, "is not JSON here"),
        Fault("a missing quote", "{\n  \"scotland: {}\n}", "is not JSON"),
        Fault(
            "a division twice", "{\(division("scotland")),\n\(division("scotland"))}", at: 1, 2,
            "The key \"scotland\" stands twice"),
        Fault(
            "a key twice in an event", list(",\n{\"title\": \"A\", \"title\": \"B\", \"date\": \"2027-03-26\"}"), at: 4,
            2,
            "The key \"title\" stands twice"),
        Fault(
            "an unknown division", "{\n\(division("wales"))\n}", at: 2, 1,
            "\"wales\" is no division; use england-and-wales, scotland, northern-ireland."),
        Fault(
            "a division missing", "{\(division("england-and-wales")), \(division("scotland"))}",
            "no bank holidays for Northern Ireland"),
        Fault(
            "a division without events", "{\n  \"scotland\": {\"division\": \"scotland\"}}", at: 2, 15,
            "scotland must hold \"events\", a list."),
        Fault(
            "events that are no list", "{\n  \"scotland\": {\"events\": \"none\"}}", at: 2, 15,
            "scotland must hold \"events\", a list."),
        Fault(
            "a date that does not exist", list(",\n{\"title\": \"A\", \"date\": \"2027-02-29\"}"), at: 4, 24,
            "2027-02-29 does not exist: February 2027 has 28 days."),
        Fault(
            "a date of another form", list(",\n{\"title\": \"A\", \"date\": \"26/03/2027\"}"), at: 4, 24,
            "is not a date: write it as YYYY-MM-DD"),
        Fault(
            "a date that is a number", list(",\n{\"title\": \"A\", \"date\": 20270326}"), at: 4, 24, "is not a date"),
        Fault(
            "a date twice", list(",\n{\"title\": \"A\", \"date\": \"2027-01-01\"}"), at: 4, 24,
            "2027-01-01 is listed twice for england-and-wales"),
        Fault(
            "an event without a date", list(",\n{\"title\": \"A\"}"), at: 4, 1,
            "must be an object with a title and a date"),
        Fault("an event without a title", list(",\n{\"date\": \"2027-03-26\"}"), at: 4, 1, "must be an object"),
        Fault("an event that is a word", list(",\n\"Easter\""), at: 4, 1, "must be an object"),
        Fault(
            "a year left out", list(",\n{\"title\": \"A\", \"date\": \"2029-01-01\"}"),
            "no bank holidays for England and Wales in 2028"),
    ]

    @Test("is refused, with the place", arguments: faults)
    func refused(fault: Fault) throws {
        let error = try #require(
            #expect(throws: HolidayFileError.self) { try HolidayFile.read(fault.text, path: "list.json") })
        #expect(error.sentence.contains(fault.sentence), "\(error)")
        if let line = fault.line {
            #expect(error.line == line, "\(error)")
            #expect(error.column == fault.column, "\(error)")
            #expect("\(error)".hasPrefix("list.json:\(line):"))
        } else {
            #expect("\(error)".hasPrefix("list.json:"))
        }
    }

    @Test("that is cut off anywhere is refused, and never taken for a shorter list")
    func truncated() {
        for length in 0..<Self.good.utf8.count {
            let text = String(decoding: Array(Self.good.utf8.prefix(length)), as: UTF8.self)
            #expect(throws: HolidayFileError.self, "\(length) bytes") { try HolidayFile.read(text, path: "list.json") }
        }
    }

    @Test("that is missing or not UTF-8 is refused")
    func unreadable() throws {
        let folder = try TemporaryFolder("holidays")
        #expect(throws: HolidayFileError.self) { try HolidayFile.read(path: "\(folder.path)/no.json") }
        let bytes = Array(Self.good.replacing("’", with: "#").utf8).map { $0 == UInt8(ascii: "#") ? 0x92 : $0 }
        try Files.write(bytes, to: "\(folder.path)/latin.json")
        let error = #expect(throws: HolidayFileError.self) { try HolidayFile.read(path: "\(folder.path)/latin.json") }
        #expect(error?.sentence.contains("UTF-8") == true)
    }
}
