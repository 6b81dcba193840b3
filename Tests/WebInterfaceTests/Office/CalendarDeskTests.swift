import Conferences
import Hummingbird
import Persistence
import TestValues
import Testing
import WorkingDays

@testable import WebInterface

@Suite("The page of the calendar")
struct CalendarDeskTests {
    private static let closure = [
        "kind": "closed", "from": "2027-01-13", "to": "2027-01-17", "title": "Flood in the offices",
    ]

    private func due(_ sample: OfficeSample) async throws -> [CalendarDate] {
        try await sample.database.read { session in
            try DirectoryReadings(session).owed(by: "P-officer", now: OfficeSample.start)
                .filter { $0.obligation.hasSuffix("submitReport") }.map(\.dueOn)
        }
    }

    @Test("shows everybody who reads the rules the days of a year, and the form to administrators alone")
    func shown() async throws {
        let sample = try await OfficeSample()
        for role in [Role.chair, .agencyLead, .qualityAssurance, .auditor, .operator] {
            let page = try await sample.get("/calendar", as: [role])
            #expect(page.text.contains("Friday 25 December 2026") && !page.text.contains("Set days apart"))
            await #expect(throws: NotAllowed.self) {
                try await sample.post("/calendar", fields: Self.closure, as: [role])
            }
        }
        #expect(try await sample.get("/calendar").text.contains("Set days apart"))
    }

    @Test("previews what a closure moves and changes nothing, then sets it apart, and takes a day back the same way")
    func closure() async throws {
        let sample = try await OfficeSample()
        #expect(try await due(sample) == ["2027-01-14"])
        let preview = try await sample.post("/calendar/preview", fields: Self.closure)
        for part in [
            "Nothing is changed yet", "Closed: Flood in the offices", "Wednesday 13 January 2027",
            "What stays as it is: Saturday 16 January 2027, Sunday 17 January 2027.", "Tuesday 12 January 2027",
            "<input type=\"hidden\" name=\"to\" value=\"2027-01-17\">", "Set the days apart",
            "Who is told that a deadline moved", "whoever owes it",
        ] {
            #expect(preview.text.contains(part), "\(part)")
        }
        #expect(try await due(sample) == ["2027-01-14"])
        let again = try await sample.post("/calendar/again", fields: Self.closure)
        #expect(
            again.text.contains("value=\"Flood in the offices\"") && again.text.contains("value=\"closed\" checked"))

        let made = try await sample.post("/calendar", fields: Self.closure)
        #expect(made.location == "/calendar?year=2027&done=set-apart")
        #expect(try await due(sample) == ["2027-01-11"])
        let page = try await sample.get("/calendar", query: ["year": "2027", "done": "set-apart"])
        #expect(page.text.contains("Offices closed: Flood in the offices") && page.text.contains("role=\"status\""))
        #expect(page.text.contains("href=\"/calendar/2027-01-14/take-back\""))
        #expect(page.text.contains("<td>set apart here</td>"))
        #expect(!(try await sample.get("/calendar", query: ["year": "2027"], as: [.chair]).text.contains("take-back")))
        #expect(try await sample.events("daySetApart", by: "user/anna") == 3)

        let day = ["day": "2027-01-14"]
        let ask = try await sample.get("/calendar/:day/take-back", day)
        #expect(ask.text.contains("Take Thursday 14 January 2027 back") && ask.text.contains("Nothing is changed yet"))
        #expect(try await due(sample) == ["2027-01-11"])
        let taken = try await sample.post("/calendar/:day/take-back", day)
        #expect(taken.location == "/calendar?year=2027&done=taken-back")
        #expect(try await due(sample) == ["2027-01-12"])
        await #expect(throws: HTTPError.self) { try await sample.get("/calendar/:day/take-back", day) }
        await #expect(throws: HTTPError.self) { try await sample.get("/calendar/:day/take-back", ["day": "yesterday"]) }
    }

    @Test("counts by a holiday on every other page at once: the month, the dates while scheduling, the explanation")
    func everywhere() async throws {
        let sample = try await OfficeSample()
        let fields = ["kind": "holiday", "from": "2027-01-18", "title": "Day of mourning"]
        #expect(try await sample.post("/calendar", fields: fields).status == 303)
        #expect(try await due(sample) == ["2027-01-13"])
        let month = try await sample.get("/conferences/month", query: ["month": "2027-01"])
        #expect(month.text.contains("Day of mourning"))
        let explained = try await sample.get("/explain", query: ["obligation": "CP-1#1/submitReport"])
        #expect(explained.text.contains("Day of mourning"))
        let scheduling = try await sample.post(
            "/conferences/new", fields: ["type": "initial", "day": "2027-01-19", "at": "10:00", "step": "dates"])
        #expect(scheduling.text.contains("Wednesday 13 January 2027"))
    }

    @Test(
        "says at its field what is wrong, keeps what was typed, and changes nothing",
        arguments: [
            ("kind", "", "Choose what these days are"), ("kind", "party", "Choose what these days are"),
            ("from", "", "Choose the first day"), ("from", "2027-02-30", "Give a day that exists"),
            ("from", "2026-11-22", "Sunday 22 November 2026 is over"), ("to", "2027-01-12", "comes before"),
            ("to", "2027-04-01", "at most 31"), ("title", " ", "Enter why"),
            ("title", String(repeating: "a", count: 101), "at most 100 characters"),
            ("title", "One\u{0}two", "is one line of at most 100 characters"),
        ])
    func wrong(field: String, value: String, sentence: String) async throws {
        let sample = try await OfficeSample()
        let fields = Self.closure.merging([field: value]) { $1 }
        for path in ["/calendar/preview", "/calendar"] {
            let page = try await sample.post(path, fields: fields)
            #expect(page.status == 422 && page.text.contains("href=\"#\(field)\"") && page.text.contains(sentence))
            let kept = field == "title" ? "value=\"2027-01-13\"" : "value=\"Flood in the offices\""
            #expect(page.text.contains(kept))
        }
        #expect(try await sample.events("daySetApart", by: "user/anna") == 0)
    }

    @Test("says what is to meet on a day that is to be closed")
    func meeting() async throws {
        let sample = try await OfficeSample()
        let fields = ["kind": "closed", "from": "2027-01-18", "to": "2027-01-20", "title": "Flood"]
        let preview = try await sample.post("/calendar/preview", fields: fields)
        #expect(preview.text.contains("<a href=\"/conferences/CP-1\">CP-1</a>, Tuesday 19 January 2027"))
        let other = try await sample.post("/calendar/preview", fields: Self.closure)
        #expect(!other.text.contains("are to meet on such a day"))
    }

    @Test("takes no day back that is over")
    func over() async throws {
        let sample = try await OfficeSample(at: "2027-01-14T09:00:00Z")
        try await sample.act { registrar in
            _ = try registrar.setApart(.closed, from: "2027-01-13", to: "2027-01-14", title: "Flood")
        }
        let page = try await sample.get("/calendar", query: ["year": "2027"])
        #expect(!page.text.contains("/calendar/2027-01-13/take-back"))
        #expect(page.text.contains("/calendar/2027-01-14/take-back"))
        let refused = try await sample.post("/calendar/:day/take-back", ["day": "2027-01-13"])
        #expect(refused.status == 422 && refused.text.contains("Wednesday 13 January 2027 is over"))
    }

    @Test("lists a year's holidays and closed days with their source, and leads to other years")
    func year() async throws {
        let sample = try await OfficeSample()
        let page = try await sample.get("/calendar", as: [.chair])
        #expect(page.text.contains("Calendar 2026") && page.text.contains("Friday 25 December 2026"))
        #expect(page.text.contains("/calendar?year=2027") && page.text.contains("/calendar?year=2025"))
        let later = try await sample.get("/calendar", query: ["year": "2040"])
        #expect(later.text.contains("projected by rule, not published yet") && later.text.contains("provisional"))
        let last = try await sample.get("/calendar", query: ["year": "2100"])
        #expect(!last.text.contains("year=2101"))
        await #expect(throws: (any Error).self) { try await sample.get("/calendar", query: ["year": "2101"]) }
    }

    @Test("tells closed days and worked holidays for what they are")
    func kinds() throws {
        let published = try PublishedHolidays(
            events: Dictionary(
                uniqueKeysWithValues: Division.allCases.map {
                    (
                        $0,
                        StatutoryPattern.holidays(inYear: 2026, division: $0).map {
                            BankHoliday(date: $0.date, title: $0.title)
                        }
                    )
                }))
        let calendar = try WorkingDayCalendar(
            division: .englandAndWales, published: published,
            additions: [LocalHoliday(date: "2026-06-15", title: "A day of our own", reason: "by the council")],
            removals: [LocalRemoval(date: "2026-08-31", reason: "we work")],
            closures: [Closure(date: "2026-12-29", reason: "between the years")])
        let content = try CalendarView(calendar: calendar, year: 2026, today: "2026-11-23", own: [], mayTakeBack: true)
            .content
        let rows = try #require((content["days"] as? [[String: Any]])?.first?["rows"] as? [[String: Any]])
        func row(_ day: String) -> [String] {
            rows.filter { $0["date"] as? String == day }.flatMap { row in
                ["title", "source", "counts"].map { row[$0] as? String ?? "" }
            }
        }
        #expect(
            row("Monday 15 June 2026") == [
                "A day of our own", "added by the partnership: by the council", "does not count",
            ])
        #expect(row("Friday 25 December 2026").dropFirst() == ["published by GOV.UK", "does not count"])
        #expect(row("Monday 31 August 2026").last == "counts")
        #expect(row("Tuesday 29 December 2026")[1] == "set in the configuration")
        #expect(row("Tuesday 29 December 2026").first == "Offices closed: between the years")
    }
}
