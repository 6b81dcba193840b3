import Conferences
import TestValues
import Testing
import WorkingDays

/// The tables of section 3 of the rulebook, worked out for what conferences oblige to.
@Suite("The rulebook’s worked examples")
struct WorkedExamplesTests {
    private static let betweenTheYears: [CalendarDate] = ["2026-12-29", "2026-12-30", "2026-12-31"]

    @Test(
        "of reports before a conference",
        arguments: [
            ("2026-10-16", [], ["2026-10-13", "2026-10-09", "2026-10-12", "2026-10-08"]),
            ("2026-12-29", [], ["2026-12-22", "2026-12-18", "2026-12-21", "2026-12-17"]),
            ("2027-01-04", [], ["2026-12-29", "2026-12-23", "2026-12-24", "2026-12-22"]),
            ("2027-01-05", [], ["2026-12-30", "2026-12-24", "2026-12-29", "2026-12-23"]),
            ("2027-01-05", betweenTheYears, ["2026-12-23", "2026-12-21"]),
            ("2026-04-08", [], ["2026-04-01", "2026-03-30", "2026-03-31", "2026-03-27"]),
            ("2027-03-30", [], ["2027-03-23", "2027-03-19", "2027-03-22", "2027-03-18"]),
            ("2027-05-04", [], ["2027-04-28", "2027-04-26", "2027-04-27", "2027-04-23"]),
            ("2028-01-04", [], ["2027-12-29", "2027-12-23", "2027-12-24", "2027-12-22"]),
        ] as [(CalendarDate, [CalendarDate], [CalendarDate])])
    func reports(on: CalendarDate, closed: [CalendarDate], due: [CalendarDate]) throws {
        let calendar = GovUKList.calendar(closed: closed)
        let offsets: [DeadlineOffset] = [
            "3 working days before", "5 working days before", "3 clear working days before",
            "5 clear working days before",
        ]
        for (offset, expected) in zip(offsets, due) {
            var policy = Policy.standard
            policy.rules[.submitReport]?.initial = offset
            let settledOn = on.adding(days: -60)
            let history = given(
                .scheduled(as: Sample.scheduling(.initial, Sample.sitting(on), settledOn: settledOn)),
                .invited(invitation: 1, agency: "POL", person: "pol-1", on: settledOn))
            let reckoning = Reckoning(policy: policy, calendar: calendar)
            #expect(try reckoning.obligation(.submitReport, history).deadline.on == expected, "\(offset)")
        }
    }

    @Test(
        "of convening after a strategy discussion",
        arguments: [
            ("2026-12-01", "2026-12-22"), ("2026-12-14", "2027-01-07"), ("2026-12-26", "2027-01-19"),
            ("2026-03-16", "2026-04-08"),
        ] as [(CalendarDate, CalendarDate)])
    func convening(discussed: CalendarDate, due: CalendarDate) throws {
        let rule = try #require(Policy.standard.rules[.conveneInitial])
        let deadline = try rule.initial.deadline(
            from: discussed, at: "10:00", cutOff: "23:59:59", calendar: GovUKList.englandAndWales)
        #expect(deadline.on == due)
    }

    @Test("of a review that falls due on a Sunday, and of Scotland’s holidays")
    func others() throws {
        let review = try #require(Policy.standard.rules[.holdReview]).initial.deadline(
            from: "2026-11-30", at: "10:00", cutOff: "23:59:59", calendar: GovUKList.englandAndWales)
        #expect(review.on == "2027-02-28" && review.workTo == "2027-02-26")
        let scottish = try #require(Policy.standard.rules[.submitReport]).initial.deadline(
            from: "2027-01-05", at: "10:00", cutOff: "23:59:59", calendar: GovUKList.calendar(.scotland))
        #expect(scottish.on == "2026-12-29")
    }
}
