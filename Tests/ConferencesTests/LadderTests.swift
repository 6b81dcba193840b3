import Conferences
import TestValues
import Testing
import WorkingDays

@Suite("A ladder of reminders")
struct LadderTests {
    private let reckoning = Reckoning()

    private func history(
        _ type: ConferenceType = .initial, on: CalendarDate, at: TimeOfDay = "10:00", invitedOn: CalendarDate,
        recordedAt: Timestamp? = nil
    ) -> History {
        given(.scheduled(as: Sample.scheduling(type, Sample.sitting(on, at: at), settledOn: invitedOn)))
            .then(.invited(invitation: 1, agency: "POL", person: "pol-1", on: invitedOn), recordedAt: recordedAt)
    }

    @Test(
        "for a report climbs from 5 working days before the deadline to the chair, the day before the conference",
        arguments: [
            ReportLadder(
                "an ordinary October", on: "2026-10-16",
                ["2026-10-06T08", "2026-10-09T08", "2026-10-13T08", "2026-10-14T08", "2026-10-15T08"]),
            ReportLadder(
                "a review", .review, on: "2026-10-16",
                ["2026-10-02T08", "2026-10-07T08", "2026-10-09T08", "2026-10-12T08", "2026-10-15T08"]),
            ReportLadder(
                "clocks go back on Sunday 25 October", on: "2026-10-28",
                ["2026-10-16T08", "2026-10-21T08", "2026-10-23T08", "2026-10-26T09", "2026-10-27T09"]),
            ReportLadder(
                "clocks go forward on 29 March, then Easter", on: "2026-04-08",
                ["2026-03-25T09", "2026-03-30T08", "2026-04-01T08", "2026-04-02T08", "2026-04-07T08"]),
            ReportLadder(
                "Christmas, and Boxing Day kept on the Monday", on: "2026-12-29",
                ["2026-12-15T09", "2026-12-18T09", "2026-12-22T09", "2026-12-23T09", "2026-12-24T09"]),
            ReportLadder(
                "New Year", on: "2027-01-04",
                ["2026-12-18T09", "2026-12-23T09", "2026-12-29T09", "2026-12-30T09", "2026-12-31T09"]),
            ReportLadder(
                "offices closed between Christmas and New Year", on: "2027-01-05",
                closed: ["2026-12-29", "2026-12-30", "2026-12-31"],
                ["2026-12-16T09", "2026-12-21T09", "2026-12-23T09", "2026-12-24T09", "2027-01-04T09"]),
        ])
    func reportLadder(_ row: ReportLadder) throws {
        let invitedOn = row.on.adding(days: -40)
        let reckoning = Reckoning(calendar: GovUKList.calendar(closed: row.closed))
        let steps = ["T-5 owner", "T-2 owner", "T owner", "T+1 owner", "T+1 agencyLead", "C-1 chair"]
        let hours = row.hours[0...3] + row.hours[3...4]
        let expected = zip(steps, hours).map { "\($0) \($1):00:00Z" }
        let history = history(row.type, on: row.on, invitedOn: invitedOn)
        #expect(try reckoning.steps(.submitReport, history) == expected)
        #expect(try reckoning.steps(.shareWithFamily, history) == expected)
    }

    @Test("for a reply begins on its deadline and reaches the agency's lead on the third day after")
    func replyLadder() throws {
        #expect(
            try reckoning.steps(.reply, given(Sample.scheduled, Sample.invited)) == [
                "T owner 2026-09-23T08:00:00Z", "T+1 owner 2026-09-24T08:00:00Z",
                "T+2 owner 2026-09-25T08:00:00Z", "T+3 agencyLead 2026-09-28T08:00:00Z",
            ])
    }

    @Test("for a delegate begins at once and reaches the agency's lead on the deadline")
    func delegateLadder() throws {
        let apologised = given(Sample.scheduled, Sample.invited)
            .then(Sample.apologised, recordedAt: "2026-10-01T13:20:00Z")
        #expect(
            try reckoning.steps(.nameDelegate, apologised) == [
                "at-once owner 2026-10-01T13:30:00Z", "T agencyLead 2026-10-02T08:00:00Z",
            ])
    }

    @Test("steps on a closed day leave on the open day before when due by the deadline, and else on the next open day")
    func closures() throws {
        let closed = Reckoning(
            calendar: GovUKList.calendar(closed: ["2026-12-24", "2026-12-29", "2026-12-30", "2026-12-31"]))
        let history = history(on: "2027-01-15", invitedOn: "2026-12-22")
        #expect(try closed.obligation(.reply, history).deadline.on == "2026-12-24")
        #expect(
            try closed.steps(.reply, history) == [
                // T+1 falls on the same morning as T+2, which overtakes it.
                "T owner 2026-12-23T09:00:00Z", "T+2 owner 2027-01-04T09:00:00Z",
                "T+3 agencyLead 2027-01-04T09:00:00Z",
            ])
    }

    @Test("a step counted from the event leaves on the open day before a closed one as long as that is by the deadline")
    func closuresAfterTheEvent() throws {
        let closed = Reckoning(calendar: GovUKList.calendar(closed: ["2026-12-29", "2026-12-30", "2026-12-31"]))
        let held = given(
            .scheduled(as: Sample.scheduling(.initial, Sample.sitting("2026-12-14"), settledOn: "2026-11-02")),
            .invited(invitation: 1, agency: "POL", person: "pol-1", on: "2026-11-02")
        ).then(.attendanceRecorded(invitation: 1, attendance: .present), recordedAt: "2026-12-14T12:00:00Z")
        // A+10 would be 30 December; the record is due on 7 January.
        #expect(
            try closed.steps(.conferenceRecord, held) == [
                "A+10 owner 2026-12-24T09:00:00Z", "A+13 owner 2027-01-05T09:00:00Z",
                "T+1 serviceManager 2027-01-08T09:00:00Z",
            ])
    }

    @Test("leaves at the partnership's own opening hour, London time")
    func openingHour() throws {
        var early = Reckoning()
        early.policy.sendingHours = SendingHours(opens: "07:30", closes: "18:00")
        #expect(
            try early.steps(.submitReport, history(on: "2026-10-28", invitedOn: "2026-09-21")).map { $0.suffix(20) }
                == [
                    "2026-10-16T06:30:00Z", "2026-10-21T06:30:00Z", "2026-10-23T06:30:00Z", "2026-10-26T07:30:00Z",
                    "2026-10-26T07:30:00Z", "2026-10-27T07:30:00Z",
                ])
    }

    @Test("counts from the day to work to, where the deadline itself is no working day")
    func workTo() throws {
        var calendarDays = Reckoning()
        calendarDays.policy.rules[.submitReport]?.initial = "5 calendar days before"
        calendarDays.policy.rules[.submitReport]?.ladder = ["T-1 owner", "T owner", "T+1 owner"]
        let deadline = try calendarDays.obligation(.submitReport, history(on: "2026-10-16", invitedOn: "2026-09-21"))
            .deadline
        #expect(deadline.on == "2026-10-11" && deadline.workTo == "2026-10-09")
        #expect(
            try calendarDays.steps(.submitReport, history(on: "2026-10-16", invitedOn: "2026-09-21")) == [
                "T-1 owner 2026-10-08T08:00:00Z", "T owner 2026-10-09T08:00:00Z",
                "T+1 owner 2026-10-12T08:00:00Z",
            ])
    }

    @Test("has no step left that would leave once the conference has begun")
    func begun() throws {
        let onTheDay = history(on: "2026-10-16", at: "10:00", invitedOn: "2026-10-14")
        #expect(try reckoning.steps(.reply, onTheDay) == ["T owner 2026-10-16T08:00:00Z"])
        let atOpening = history(on: "2026-10-16", at: "09:00", invitedOn: "2026-10-14")
        #expect(try reckoning.steps(.reply, atOpening) == [])
        let recordedAfterwards = history(
            on: "2026-10-16", invitedOn: "2026-10-01", recordedAt: "2026-10-16T09:00:00Z")
        #expect(try reckoning.steps(.submitReport, recordedAfterwards) == [])
        #expect(try reckoning.steps(.reply, recordedAfterwards) == [])
    }

    @Test("is empty once the obligation is met, exempt, withdrawn, cancelled or of impossible notice")
    func settled() throws {
        let invited = given(Sample.scheduled, Sample.invited)
        let settled: [(ObligationKind, History)] = [
            (.reply, invited.then(.replied(invitation: 1, reply: .tentative, on: "2026-09-22"))),
            (.submitReport, invited.then(Sample.reported)), (.submitReport, invited.then(Sample.exempted)),
            (.shareWithFamily, invited.then(Sample.exempted)),
            (.shareWithFamily, invited.then(Sample.shared("mother")).then(Sample.shared("father", .refused))),
            (.nameDelegate, invited.then(Sample.apologised).then(Sample.delegateNamed).then(Sample.delegateBriefed)),
            (
                .nameDelegate,
                invited.then(Sample.apologised).then(.replied(invitation: 1, reply: .accepted, on: "2026-10-02"))
            ),
            (.reply, invited.then(.withdrawn(invitation: 1, on: "2026-09-22"))),
            (.reply, invited.then(.cancelled(on: "2026-09-22", reason: "The family moved"))),
            (.submitReport, invited.then(.rescheduled(to: Sample.sitting("2026-10-07"), on: "2026-10-05"))),
        ]
        for (kind, history) in settled {
            #expect(try reckoning.standing(kind, history) != .outstanding)
            #expect(try reckoning.steps(kind, history) == [], "\(kind)")
        }
    }

    @Test("is empty where the policy has no rule, or the rule no steps")
    func noRule() throws {
        let reply = try reckoning.obligation(.reply, given(Sample.scheduled, Sample.invited))
        var policy = Policy.standard
        policy.rules[.reply]?.ladder = []
        #expect(try ladder(reply, policy: policy, calendar: reckoning.calendar).isEmpty)
        policy.rules[.reply] = nil
        #expect(try ladder(reply, policy: policy, calendar: reckoning.calendar).isEmpty)
    }
}

struct ReportLadder: Sendable, CustomTestStringConvertible {
    let reason: String
    let type: ConferenceType
    let on: CalendarDate
    let closed: [CalendarDate]
    /// When T−5, T−2, T, T+1 and C−1 leave, as the hour in UTC.
    let hours: [String]

    var testDescription: String { reason }

    init(
        _ reason: String, _ type: ConferenceType = .initial, on: CalendarDate, closed: [CalendarDate] = [],
        _ hours: [String]
    ) {
        self.reason = reason
        self.type = type
        self.on = on
        self.closed = closed
        self.hours = hours
    }
}
