import Conferences
import TestValues
import Testing
import WorkingDays

@Suite("What a conference as a whole obliges to")
struct ConferenceKindsTests {
    @Test("falls to somebody by a day, until something meets it", arguments: KindCase.ofTheConference)
    func kinds(_ row: KindCase) throws {
        let obligation = try Reckoning().obligation(row.kind, given(row.events))
        #expect(obligation.deadline.on == row.due && obligation.owedBy == row.owner)
        #expect(obligation.standing == row.standing && obligation.id.place == nil && obligation.agency == nil)
        #expect(!obligation.lapses && !obligation.isRepetition)
    }

    @Test(
        "is not there before what it follows from",
        arguments: [
            (.decisionLetter, "it has not met", Story.arranged), (.conferenceRecord, "it has not met", Story.arranged),
            (.decisionLetter, "it was adjourned", Story.adjourned),
            (.conferenceRecord, "it is to meet again", Story.redated),
            (.coreGroup, "nothing is decided", Story.quorate),
            (.coreGroup, "no plan is made", Story.quorate + [Story.noPlan]),
            (.coreGroup, "a review keeps the plan’s core group", reviewed(Story.decided)),
            (.holdReview, "no plan is made", Story.quorate + [Story.noPlan]),
            (.redate, "it was not adjourned", Story.inquorate), (.redate, "the chair went on", Story.proceeded),
        ] as [(ObligationKind, String, [ConferenceEvent])])
    func absent(kind: ObligationKind, reason: String, events: [ConferenceEvent]) throws {
        #expect(try Reckoning().all(given(events)).allSatisfy { $0.id.kind != kind })
    }

    @Test("never is what only a strategy discussion brings, whose defaults stand in the same table")
    func discussions() throws {
        for life in WholeLife.all {
            let kinds = try given(life).conference.map {
                try $0.obligations(under: .standard, calendar: GovUKList.englandAndWales).map(\.id.kind)
            }
            #expect(!(kinds ?? []).contains { $0 == .conveneInitial || $0 == .discussionMinutes })
        }
        let convene = try #require(Policy.standard.rules[.conveneInitial])
        #expect(convene.owner == .leadSocialWorker && convene.anchor == .discussion && !convene.isForEachInvitation)
        let minutes = try #require(Policy.standard.rules[.discussionMinutes])
        #expect(minutes.owner == .discussionChair && minutes.anchor == .discussion && !minutes.anchor.isOfConference)
    }

    @Test("to hold the review is quiet while one is arranged in time, and only then")
    func arrangedReview() throws {
        func arranged(_ on: CalendarDate) -> History {
            given(Story.decided + [.reviewArranged(conference: "HK-27-003", sitsOn: on)])
        }
        let quiet = try Reckoning().obligation(.holdReview, arranged("2027-01-16"))
        #expect(quiet.standing == .outstanding && quiet.arrangedFor == "2027-01-16")
        #expect(try Reckoning().steps(.holdReview, arranged("2027-01-16")).isEmpty)
        let late = try Reckoning().obligation(.holdReview, arranged("2027-01-18"))
        #expect(late.arrangedFor == nil && late.deadline.workTo == "2027-01-15")
        #expect(try Reckoning().steps(.holdReview, arranged("2027-01-18")).count == 3)
    }

    @Test("is counted anew for the sitting after an adjournment, under keys of its own")
    func secondSitting() throws {
        let first = try Reckoning().obligation(.decisionLetter, given(Story.inquorate))
        #expect(first.generation == 0)
        let met = given(Story.redated).then(
            .attendanceRecorded(invitation: 1, attendance: .present), recordedAt: "2026-10-28T11:00:00Z")
        let second = try Reckoning().obligation(.decisionLetter, met)
        #expect(second.generation == 1 && second.deadline.on == "2026-10-29" && second.standing == .outstanding)
        #expect(second.establishedAt == "2026-10-28T11:00:00Z")
        let redate = try Reckoning().obligation(.redate, met)
        #expect(redate.generation == 1 && redate.standing == .met(on: "2026-10-20"))
        let again = met.then(.quoracyRuled(ruling: .adjourned(note: "Too few"), on: "2026-10-28"))
        let redateAgain = try Reckoning().obligation(.redate, again)
        #expect(redateAgain.generation == 2 && redateAgain.standing == .outstanding)
        #expect(redateAgain.deadline.on == "2026-11-11")
    }

    @Test("is of impossible notice where the day was settled after the deadline")
    func impossibleNotice() throws {
        let late = given(
            .scheduled(as: Sample.scheduling(settledOn: "2026-10-08")),
            .inviteeListed(invitation: 1, agency: "POL", person: nil, capacity: .directContact, on: "2026-10-08"))
        #expect(try Reckoning().standing(.sendInvitations, late) == .impossibleNotice)
        #expect(try Reckoning().steps(.sendInvitations, late).isEmpty)
        #expect(
            try Reckoning().standing(.sendInvitations, late.then(.invitationsSent(invitations: [1], on: "2026-10-08")))
                == .met(on: "2026-10-08"))
    }

    @Test("follows a conference on 22 December 2026 as the rulebook works it out")
    func workedExample() throws {
        let history = given(
            .scheduled(
                as: Sample.scheduling(
                    .initial, Sample.sitting("2026-12-22"), leadSocialWorker: "csc-3", children: ["ch-1"])),
            Sample.invited, Story.csc, Story.health
        )
        let held = Story.register(.present, .present, .present)
            .reduce(history) { $0.then($1, recordedAt: "2026-12-22T12:00:00Z") }
            .then(
                .childDecided(child: "ch-1", decision: ChildDecision(plan: .neglect), on: "2026-12-22"))
        let due = try [ObligationKind.decisionLetter, .coreGroup, .conferenceRecord, .holdReview].map {
            try Reckoning().obligation($0, held).deadline
        }
        #expect(due.map(\.on) == ["2026-12-23", "2027-01-08", "2027-01-15", "2027-03-22"])
        #expect(due.map(\.workTo) == due.map(\.on))
    }

    private static func reviewed(_ events: [ConferenceEvent]) -> [ConferenceEvent] { KindCase.reviewed(events) }
}
