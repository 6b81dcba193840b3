import Conferences
import TestValues
import Testing
import WorkingDays

@Suite("An obligation")
struct ObligationTests {
    private let reckoning = Reckoning()
    private let invited = given(Sample.scheduled, Sample.invited)

    @Test("arises from each invitation: to reply, to report, to share; to name a delegate once apologies came")
    func arises() throws {
        let two = invited.then(.invited(invitation: 2, agency: "HEA", person: nil, on: "2026-09-22"))
        let obligations = try reckoning.all(two.then(Sample.apologised))
        #expect(
            obligations.map(\.id.description) == [
                "HK-26-014/sendInvitations", "HK-26-014#1/reply", "HK-26-014#2/reply", "HK-26-014#1/submitReport",
                "HK-26-014#2/submitReport", "HK-26-014#1/shareWithFamily", "HK-26-014#2/shareWithFamily",
                "HK-26-014#1/nameDelegate",
            ])
        #expect(obligations.map(\.owedBy) == ["csc-2", "pol-1", nil, "pol-1", nil, "pol-1", nil, "pol-1"])
        #expect(obligations.map(\.agency) == [nil, "POL", "HEA", "POL", "HEA", "POL", "HEA", "POL"])
    }

    @Test("does not arise where the policy has no rule for it")
    func obeysThePolicy() throws {
        var policy = Policy.standard
        policy.rules[.shareWithFamily] = nil
        let obligations = try Reckoning(policy: policy).all(invited)
        #expect(obligations.map(\.id.kind) == [.sendInvitations, .reply, .submitReport])
    }

    @Test(
        "to report and to share falls due 3 working days before an initial conference and 5 before a review",
        arguments: [
            (ConferenceType.initial, "2026-10-16", "2026-10-13"), (.review, "2026-10-16", "2026-10-09"),
            (.preBirth, "2026-10-16", "2026-10-13"), (.transferIn, "2026-10-16", "2026-10-13"),
            (.initial, "2026-12-29", "2026-12-22"), (.review, "2026-12-29", "2026-12-18"),
            (.initial, "2027-01-04", "2026-12-29"), (.review, "2027-01-04", "2026-12-23"),
            (.initial, "2026-04-08", "2026-04-01"), (.review, "2026-04-08", "2026-03-30"),
            (.initial, "2027-03-30", "2027-03-23"), (.review, "2027-05-04", "2027-04-26"),
        ] as [(ConferenceType, CalendarDate, CalendarDate)])
    func reportDeadlines(_ type: ConferenceType, on: CalendarDate, due: CalendarDate) throws {
        let settledOn = on.adding(days: -60)
        let history = given(
            .scheduled(as: Sample.scheduling(type, Sample.sitting(on), settledOn: settledOn)),
            .invited(invitation: 1, agency: "POL", person: "pol-1", on: settledOn))
        for kind in [ObligationKind.submitReport, .shareWithFamily] {
            let obligation = try reckoning.obligation(kind, history)
            #expect(obligation.deadline.on == due && obligation.deadline.workTo == due)
            #expect(obligation.deadline.at == EuropeLondon.timestamp(on: due, at: "23:59:59"))
            #expect(obligation.anchoredOn == on && obligation.standing == .outstanding)
            #expect(!obligation.deadline.isProvisional)
        }
    }

    @Test("to report falls due earlier where the offices close, and to reply does not fall due later")
    func closures() throws {
        let closed = Reckoning(
            calendar: GovUKList.calendar(closed: ["2026-12-29", "2026-12-30", "2026-12-31"]))
        let history = given(
            .scheduled(as: Sample.scheduling(.initial, Sample.sitting("2027-01-05"), settledOn: "2026-12-01")),
            .invited(invitation: 1, agency: "POL", person: "pol-1", on: "2026-12-24"))
        #expect(try closed.obligation(.submitReport, history).deadline.on == "2026-12-23")
        #expect(try reckoning.obligation(.submitReport, history).deadline.on == "2026-12-30")
        #expect(try closed.obligation(.reply, history).deadline.on == "2026-12-30")
    }

    @Test("to reply falls due 2 working days after the invitation, at London's midnight")
    func replyDeadline() throws {
        let reply = try reckoning.obligation(.reply, invited)
        #expect(reply.deadline.on == "2026-09-23" && reply.deadline.at == "2026-09-23T22:59:59Z")
        #expect(reply.anchoredOn == "2026-09-21" && reply.establishedAt == "2026-09-21T09:00:00Z")
        let atWeekend = given(
            Sample.scheduled, .invited(invitation: 1, agency: "POL", person: "pol-1", on: "2026-09-26"))
        #expect(try reckoning.obligation(.reply, atWeekend).deadline.on == "2026-09-29")
    }

    @Test(
        "to name a delegate falls due a working day after the apologies, or before the conference where that is first",
        arguments: [
            ("2026-10-01", "2026-10-02"), ("2026-10-02", "2026-10-05"), ("2026-10-13", "2026-10-14"),
            ("2026-10-14", "2026-10-15"), ("2026-10-15", "2026-10-15"), ("2026-10-16", "2026-10-16"),
        ] as [(CalendarDate, CalendarDate)])
    func delegateDeadline(apologies: CalendarDate, due: CalendarDate) throws {
        let history = invited.then(.replied(invitation: 1, reply: .apologies(reason: "In court"), on: apologies))
        let obligation = try reckoning.obligation(.nameDelegate, history)
        #expect(obligation.deadline.on == due && obligation.standing == .outstanding)
        #expect(obligation.anchoredOn == apologies)
    }

    @Test("ends at the partnership's own cut-off")
    func cutOff() throws {
        var early = Reckoning()
        early.policy.cutOff = "17:00"
        #expect(try early.obligation(.submitReport, invited).deadline.at == "2026-10-13T16:00:00Z")
    }

    @Test("is provisional when its deadline rests on holidays not yet published")
    func provisional() throws {
        let history = given(
            .scheduled(as: Sample.scheduling(.initial, Sample.sitting("2031-10-17"))), Sample.invited)
        #expect(try reckoning.obligation(.submitReport, history).deadline.isProvisional)
        #expect(try !reckoning.obligation(.reply, history).deadline.isProvisional)
    }

    @Test("follows the bank holidays of the partnership's division")
    func division() throws {
        let history = given(
            .scheduled(as: Sample.scheduling(.initial, Sample.sitting("2027-01-05"), settledOn: "2026-12-01")),
            .invited(invitation: 1, agency: "POL", person: "pol-1", on: "2026-12-02"))
        let scottish = Reckoning(calendar: GovUKList.calendar(.scotland))
        #expect(try scottish.obligation(.submitReport, history).deadline.on == "2026-12-29")
    }

    @Test("belongs to a new generation after each move, and to name a delegate after each apologies too")
    func generations() throws {
        let moved = invited.then(Sample.apologised).then(
            .rescheduled(to: Sample.sitting("2026-10-23"), on: "2026-10-05"))
        for kind in [ObligationKind.reply, .submitReport, .shareWithFamily] {
            #expect(try reckoning.obligation(kind, invited).generation == 0)
            #expect(try reckoning.obligation(kind, moved).generation == 1)
        }
        #expect(try reckoning.obligation(.nameDelegate, invited.then(Sample.apologised)).generation == 1)
        #expect(try reckoning.obligation(.nameDelegate, moved).generation == 2)
        let again = moved.then(.replied(invitation: 1, reply: .apologies(reason: "In court"), on: "2026-10-06"))
        #expect(try reckoning.obligation(.nameDelegate, again).generation == 3)
        let elsewhere = invited.then(.rescheduled(to: Sample.sitting(place: "video"), on: "2026-10-05"))
        #expect(try reckoning.obligation(.submitReport, elsewhere).generation == 0)
    }

    @Test("is counted anew when the conference moves")
    func moving() throws {
        let moved = invited.then(.rescheduled(to: Sample.sitting("2026-10-23"), on: "2026-10-05"))
        #expect(try reckoning.obligation(.submitReport, moved).deadline.on == "2026-10-20")
        #expect(try reckoning.obligation(.reply, moved).deadline.on == "2026-10-07")
        #expect(try reckoning.obligation(.reply, moved).establishedAt == "2026-10-05T09:00:00Z")
    }

    @Test("throws when its deadline leaves the calendar, which decisions see to")
    func outsideTheCalendar() throws {
        let history = given(
            .scheduled(as: Sample.scheduling(.initial, Sample.sitting("2012-01-02"), settledOn: "2011-12-01")),
            .invited(invitation: 1, agency: "POL", person: "pol-1", on: "2011-12-01"))
        #expect(throws: WorkingDayError.self) { try reckoning.obligation(.submitReport, history) }
    }
}
