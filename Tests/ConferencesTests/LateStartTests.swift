import Conferences
import TestValues
import Testing
import WorkingDays

@Suite("A late start")
struct LateStartTests {
    private let reckoning = Reckoning()

    /// The sample's invitation, recorded only when some steps have passed; its report is due on Tuesday 13 October.
    private func recorded(at: Timestamp, on: CalendarDate = "2026-10-16", invitedOn: CalendarDate = "2026-09-21")
        -> History
    {
        given(.scheduled(as: Sample.scheduling(.initial, Sample.sitting(on), settledOn: invitedOn)))
            .then(.invited(invitation: 1, agency: "POL", person: "pol-1", on: invitedOn), recordedAt: at)
    }

    private static let fromTheDeadline = [
        "T owner 2026-10-13T08:00:00Z", "T+1 owner 2026-10-14T08:00:00Z", "T+1 agencyLead 2026-10-14T08:00:00Z",
        "C-1 chair 2026-10-15T08:00:00Z",
    ]

    @Test(
        "sends only the latest step that has passed, at the next quarter of an hour in sending hours",
        arguments: [
            ("in the afternoon", "2026-10-12T13:07:00Z", "2026-10-12T13:15:00Z"),
            ("on the quarter itself", "2026-10-12T13:15:00Z", "2026-10-12T13:15:00Z"),
            ("a second after the quarter", "2026-10-12T13:15:01Z", "2026-10-12T13:30:00Z"),
            ("a second after it had left", "2026-10-09T08:00:01Z", "2026-10-09T08:15:00Z"),
            ("in the last quarter of the day", "2026-10-09T15:44:00Z", "2026-10-09T15:45:00Z"),
            ("when the next quarter would be closing time", "2026-10-09T15:45:01Z", "2026-10-12T08:00:00Z"),
            ("in the evening", "2026-10-09T19:00:00Z", "2026-10-12T08:00:00Z"),
            ("before opening", "2026-10-12T05:30:00Z", "2026-10-12T08:00:00Z"),
            ("at the weekend", "2026-10-10T10:00:00Z", "2026-10-12T08:00:00Z"),
        ] as [(String, Timestamp, Timestamp)])
    func latestStepOnly(when: String, established: Timestamp, leaves: Timestamp) throws {
        #expect(
            try reckoning.steps(.submitReport, recorded(at: established))
                == ["T-2 owner \(leaves)"] + Self.fromTheDeadline)
    }

    @Test("lets a step leave that is due at that very moment")
    func noneHasPassed() throws {
        // T-5 has passed; T-2 leaves now, and overtakes it.
        #expect(
            try reckoning.steps(.submitReport, recorded(at: "2026-10-09T08:00:00Z"))
                == ["T-2 owner 2026-10-09T08:00:00Z"] + Self.fromTheDeadline)
        let early = try reckoning.steps(.submitReport, recorded(at: "2026-10-06T08:00:00Z"))
        #expect(early.first == "T-5 owner 2026-10-06T08:00:00Z" && early.count == 6)
    }

    @Test("of an absence that the register came to show later begins then")
    func absenceRecordedLater() throws {
        let held = given(Sample.scheduled, Sample.invited)
            .then(.invited(invitation: 2, agency: "HEA", person: "hea-1", on: "2026-09-21"))
            .then(.attendanceRecorded(invitation: 2, attendance: .present), recordedAt: "2026-10-16T11:00:00Z")
        let late = held.then(
            .attendanceRecorded(invitation: 1, attendance: .absent), recordedAt: "2026-10-16T14:50:00Z")
        #expect(
            try reckoning.steps(.explainAbsence, late)
                == ["at-once agencyLead 2026-10-16T15:00:00Z", "T+1 agencyLead 2026-10-20T08:00:00Z"])
        let corrected = held.then(
            .attendanceRecorded(invitation: 1, attendance: .present), recordedAt: "2026-10-16T14:50:00Z"
        ).then(
            .attendanceCorrected(
                invitation: 1, from: AttendanceEntry(.present), to: AttendanceEntry(.absent), reason: "Misread"),
            recordedAt: "2026-10-21T12:00:00Z")
        #expect(try reckoning.steps(.explainAbsence, corrected) == ["T+1 agencyLead 2026-10-21T12:00:00Z"])
    }

    @Test("of a review that is no longer arranged in time begins then, with the latest step that has passed")
    func reviewLost() throws {
        let plan = given(Sample.scheduled, Sample.invited).then(.childAdded(child: "K-1", on: "2026-09-21"))
            .then(.attendanceRecorded(invitation: 1, attendance: .present), recordedAt: "2026-10-16T11:00:00Z")
            .then(
                .childDecided(child: "K-1", decision: ChildDecision(plan: .neglect), on: "2026-10-16"),
                recordedAt: "2026-10-16T12:00:00Z"
            ).then(.reviewArranged(conference: "HK-27-001", sitsOn: "2027-01-12"), recordedAt: "2026-10-19T12:00:00Z")
        #expect(try reckoning.steps(.holdReview, plan) == [])
        // The review was due on 16 January, so that the chair would have heard on 22 December.
        let lost = plan.then(.reviewLost(conference: "HK-27-001"), recordedAt: "2027-01-07T11:07:00Z")
        #expect(try reckoning.steps(.holdReview, lost) == ["T-15 chair 2027-01-07T11:15:00Z"])
        let putOff = plan.then(
            .reviewArranged(conference: "HK-27-001", sitsOn: "2027-01-29"), recordedAt: "2026-12-16T11:07:00Z")
        #expect(
            try reckoning.steps(.holdReview, putOff)
                == ["T-20 owner 2026-12-16T11:15:00Z", "T-15 chair 2026-12-22T09:00:00Z"])
    }

    @Test("leaves the passed step to the next one where both would leave at the same opening")
    func overtaken() throws {
        for established in ["2026-10-12T19:00:00Z", "2026-10-13T06:30:00Z"] as [Timestamp] {
            #expect(try reckoning.steps(.submitReport, recorded(at: established)) == Self.fromTheDeadline)
        }
    }

    @Test("on a bank holiday waits for the next open day, and keeps whoever else is told that morning")
    func bankHoliday() throws {
        // Good Friday 2026; T+1 was on Thursday, and the next open day is the Tuesday before the conference.
        let history = recorded(at: "2026-04-03T09:00:00Z", on: "2026-04-08", invitedOn: "2026-03-02")
        #expect(
            try reckoning.steps(.submitReport, history) == [
                "T+1 owner 2026-04-07T08:00:00Z", "T+1 agencyLead 2026-04-07T08:00:00Z",
                "C-1 chair 2026-04-07T08:00:00Z",
            ])
    }

    @Test("on a closed day waits for the next open day")
    func closedDay() throws {
        let closed = Reckoning(calendar: GovUKList.calendar(closed: ["2026-10-12"]))
        #expect(
            try closed.steps(.reply, recorded(at: "2026-10-12T10:00:00Z", on: "2026-10-23")).first
                == "T+3 agencyLead 2026-10-13T08:00:00Z")
    }

    @Test("after a move begins a ladder of its own")
    func afterAMove() throws {
        let moved = recorded(at: "2026-09-21T09:00:00Z")
            .then(.rescheduled(to: Sample.sitting("2026-10-14"), on: "2026-10-08"), recordedAt: "2026-10-08T10:05:00Z")
        #expect(
            try reckoning.steps(.submitReport, moved) == [
                "T-2 owner 2026-10-08T10:15:00Z", "T owner 2026-10-09T08:00:00Z",
                "T+1 owner 2026-10-12T08:00:00Z", "T+1 agencyLead 2026-10-12T08:00:00Z",
                "C-1 chair 2026-10-13T08:00:00Z",
            ])
    }

    @Test(
        "of a step that is to leave at once waits for sending hours, unless it is urgent",
        arguments: [
            ("in hours", "2026-10-01T13:20:00Z", "2026-10-01T13:30:00Z"),
            ("at night", "2026-10-01T21:13:20Z", "2026-10-02T08:00:00Z"),
            ("on a Saturday", "2026-10-03T10:00:00Z", "2026-10-05T08:00:00Z"),
        ] as [(String, Timestamp, Timestamp)])
    func atOnce(when: String, established: Timestamp, leaves: Timestamp) throws {
        let apologised = given(Sample.scheduled, Sample.invited)
            .then(
                .replied(invitation: 1, reply: .apologies(reason: "In court"), on: "2026-10-01"),
                recordedAt: established)
        var policy = Policy.standard
        policy.rules[.nameDelegate]?.ladder = ["at-once owner"]
        #expect(
            try Reckoning(policy: policy).steps(.nameDelegate, apologised) == ["at-once owner \(leaves)"])
        policy.rules[.nameDelegate]?.ladder = ["at-once owner urgent"]
        #expect(
            try Reckoning(policy: policy).steps(.nameDelegate, apologised) == ["at-once owner \(established)"])
    }

    @Test("of an urgent ladder sends the latest passed step to the second, at any hour of any day")
    func urgent() throws {
        var urgent = Reckoning()
        urgent.policy.rules[.submitReport]?.ladder = [
            "T-5 owner urgent", "T-2 owner agencyLead urgent", "T owner urgent",
        ]
        #expect(
            try urgent.steps(.submitReport, recorded(at: "2026-10-10T22:41:07Z")) == [
                "T-2 owner 2026-10-10T22:41:07Z", "T-2 agencyLead 2026-10-10T22:41:07Z",
                "T owner 2026-10-13T08:00:00Z",
            ])
    }

    @Test("keeps the steps in the order in which they leave, an urgent one before the quarter of an hour")
    func order() throws {
        var mixed = Reckoning()
        mixed.policy.rules[.nameDelegate]?.ladder = ["at-once owner urgent", "T agencyLead"]
        // Apologies on the last working day before the conference: the deadline is that same morning.
        let history = given(Sample.scheduled, Sample.invited)
            .then(
                .replied(invitation: 1, reply: .apologies(reason: "In court"), on: "2026-10-15"),
                recordedAt: "2026-10-15T09:01:00Z")
        #expect(
            try mixed.steps(.nameDelegate, history) == [
                "at-once owner 2026-10-15T09:01:00Z", "T agencyLead 2026-10-15T09:15:00Z",
            ])
    }
}

@Suite("Sending hours")
struct SendingHoursTests {
    private let hours = SendingHours(opens: "09:00", closes: "17:00")

    @Test("run from opening up to but not including closing, on open days alone")
    func permit() throws {
        let calendar = GovUKList.calendar(closed: ["2026-12-29"])
        let moments: [(Timestamp, Bool)] = [
            ("2026-10-16T07:59:59Z", false), ("2026-10-16T08:00:00Z", true), ("2026-10-16T15:59:59Z", true),
            ("2026-10-16T16:00:00Z", false), ("2026-10-17T10:00:00Z", false), ("2026-12-25T10:00:00Z", false),
            ("2026-12-29T10:00:00Z", false), ("2026-12-30T08:59:59Z", false), ("2026-12-30T09:00:00Z", true),
        ]
        for (moment, isPermitted) in moments {
            #expect(try hours.permit(moment, calendar: calendar) == isPermitted, "\(moment)")
        }
    }

    @Test("lead to the moment itself or to the next opening")
    func firstSendable() throws {
        let calendar = GovUKList.englandAndWales
        #expect(try hours.firstSendable(from: "2026-10-16T08:07:00Z", calendar: calendar) == "2026-10-16T08:07:00Z")
        #expect(try hours.firstSendable(from: "2026-10-16T03:07:00Z", calendar: calendar) == "2026-10-16T08:00:00Z")
        // Over the weekend on which the clocks go back.
        #expect(try hours.firstSendable(from: "2026-10-23T16:00:00Z", calendar: calendar) == "2026-10-26T09:00:00Z")
        #expect(try hours.firstSendable(from: "2026-12-24T18:00:00Z", calendar: calendar) == "2026-12-29T09:00:00Z")
    }
}
