import TestValues
import Testing
import WorkingDays

struct StatutoryPatternTests {
    /// What was proclaimed for once, and nothing else, sets the published list apart from the pattern.
    struct OneOff: CustomTestStringConvertible, Sendable {
        let why: String
        let year: Int
        let divisions: [Division]
        let listed: [String]
        let patterned: [String]
        var testDescription: String { "\(year): \(why)" }

        init(
            _ year: Int, _ why: String, in divisions: [Division] = Division.allCases, listed: [String],
            not: [String] = []
        ) {
            (self.year, self.why, self.divisions, self.listed, self.patterned) = (year, why, divisions, listed, not)
        }
    }

    static let oneOffs = [
        OneOff(
            2012, "the spring holiday moved to the Queen’s Diamond Jubilee", in: [.englandAndWales, .scotland],
            listed: ["2012-06-04 Spring bank holiday, Substitute day"], not: ["2012-05-28 Spring bank holiday"]),
        OneOff(
            2012, "the same in Northern Ireland, where the list does not call it a substitute", in: [.northernIreland],
            listed: ["2012-06-04 Spring bank holiday"], not: ["2012-05-28 Spring bank holiday"]),
        OneOff(
            2012, "the Queen’s Diamond Jubilee",
            listed: ["2012-06-05 Queen’s Diamond Jubilee, Extra bank holiday"]),
        OneOff(
            2020, "the early May holiday moved to the 75th anniversary of VE day",
            listed: ["2020-05-08 Early May bank holiday (VE day)"], not: ["2020-05-04 Early May bank holiday"]),
        OneOff(
            2022, "the spring holiday moved to the Platinum Jubilee",
            listed: ["2022-06-02 Spring bank holiday"], not: ["2022-05-30 Spring bank holiday"]),
        OneOff(2022, "the Platinum Jubilee", listed: ["2022-06-03 Platinum Jubilee bank holiday"]),
        OneOff(
            2022, "the Queen’s funeral, with nine days’ notice",
            listed: ["2022-09-19 Bank Holiday for the State Funeral of Queen Elizabeth II"]),
        OneOff(
            2023, "the King’s coronation",
            listed: ["2023-05-08 Bank holiday for the coronation of King Charles III"]),
        OneOff(
            2023, "the list calls 2 January New Year’s Day’s substitute, which in 2012 and 2017 it did not",
            in: [.scotland],
            listed: ["2023-01-02 New Year’s Day, Substitute day", "2023-01-03 2nd January, Substitute day"],
            not: ["2023-01-02 2nd January", "2023-01-03 New Year’s Day, Substitute day"]),
    ]

    @Test(arguments: Division.allCases, 2012...2028)
    func `published and projected years differ by what was proclaimed for once`(division: Division, year: Int) {
        let listed = lines(GovUKList.published.holidays(in: division).filter { $0.date.year == year })
        let pattern = lines(StatutoryPattern.holidays(inYear: year, division: division))
        let known = Self.oneOffs.filter { $0.year == year && $0.divisions.contains(division) }
        #expect(listed.subtracting(pattern) == Set(known.flatMap(\.listed)))
        #expect(pattern.subtracting(listed) == Set(known.flatMap(\.patterned)))
    }

    @Test(arguments: Division.allCases)
    func `every year to 2100 has its holidays on weekdays, sorted, each on a day of its own`(division: Division) {
        let count = [Division.englandAndWales: 8, .scotland: 9, .northernIreland: 10][division]
        for year in 1978...2100 {
            let dates = StatutoryPattern.holidays(inYear: year, division: division).map(\.date)
            #expect(dates.count == count)
            #expect(zip(dates, dates.dropFirst()).allSatisfy { $0 < $1 }, "\(year)")
            #expect(dates.allSatisfy { !$0.weekday.isWeekend && $0.year == year }, "\(year)")
        }
    }

    @Test(
        arguments: [
            ("1818-03-22", "the earliest that Easter can be"), ("1943-04-25", "the latest"),
            ("1954-04-18", "one of Gauss’s exceptions"),
            ("1981-04-19", "the other"), ("2008-03-23", "early"), ("2038-04-25", "the latest again"),
            ("2049-04-18", "exception"),
            ("2076-04-19", "exception"), ("2100-03-28", "a century that is no leap year"),
        ] as [(CalendarDate, String)])
    func `Easter falls where the church's tables put it`(date: CalendarDate, why: String) {
        #expect(StatutoryPattern.easterSunday(date.year) == date, "\(why)")
    }

    private func lines(_ holidays: [BankHoliday]) -> Set<String> {
        Set(holidays.map { "\($0.date) \($0.title)\($0.notes.isEmpty ? "" : ", " + $0.notes)" })
    }
}

struct PublishedHolidaysTests {
    @Test func `the list that ships covers 2012 to 2028 in every division`() {
        for division in Division.allCases {
            #expect(GovUKList.published.firstYear(of: division) == 2012)
            #expect(GovUKList.published.lastYear(of: division) == 2028)
            #expect(GovUKList.published.publishedThrough(division) == "2028-12-31")
        }
    }

    @Test(arguments: Division.allCases)
    func `a division left out or left empty is named`(division: Division) {
        var events = GovUKList.events
        for value in [nil, []] as [[BankHoliday]?] {
            events[division] = value
            let error = #expect(throws: HolidayListError.missingDivision(division)) {
                try PublishedHolidays(events: events)
            }
            #expect(error?.description.contains(division.title) == true)
        }
    }

    @Test func `a date twice, and a year left out, are named`() {
        var events = GovUKList.events
        events[.scotland]?.append(BankHoliday(date: "2026-12-25", title: "Christmas again"))
        #expect(throws: HolidayListError.repeatedDate("2026-12-25", .scotland)) {
            try PublishedHolidays(events: events)
        }
        events = GovUKList.events.mapValues { $0.filter { $0.date.year != 2019 } }
        let error = #expect(throws: HolidayListError.missingYear(2019, .englandAndWales)) {
            try PublishedHolidays(events: events)
        }
        #expect(
            error?.description
                == "The list has no bank holidays for England and Wales in 2019, though it goes on after that year.")
    }

    @Test func `events may come in any order`() throws {
        let shuffled = GovUKList.events.mapValues { Array($0.reversed()) }
        #expect(try PublishedHolidays(events: shuffled) == GovUKList.published)
    }
}
