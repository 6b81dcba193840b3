import Conferences
import TestValues
import Testing

@Suite("The policy's text")
struct PolicyTextTests {
    @Test("reads every offset as it writes it")
    func offsetsRoundTrip() throws {
        for unit in DeadlineOffset.Unit.allCases {
            for direction in [DeadlineOffset.Direction.before, .after] {
                for count in [0, 1, 2, 15, 400] {
                    let offset = DeadlineOffset(count, unit, direction)
                    #expect(try DeadlineOffset(text: offset.description) == offset)
                }
            }
        }
        let clear = DeadlineOffset(5, .workingDays, .before, clear: true)
        #expect(clear.description == "5 clear working days before")
        #expect(try DeadlineOffset(text: clear.description) == clear)
    }

    @Test("writes offsets as people do, and reads one and many alike")
    func offsetWords() throws {
        #expect(DeadlineOffset(1, .workingDays, .after).description == "1 working day after")
        #expect(DeadlineOffset(48, .hours, .after).description == "48 hours after")
        #expect(DeadlineOffset(1, .months, .before).description == "1 month before")
        #expect(try DeadlineOffset(text: "3 calendar day  before") == DeadlineOffset(3, .calendarDays, .before))
    }

    @Test(
        "refuses any other offset, showing how one is written",
        arguments: [
            "", "3", "before", "3 before", "three working days before", "-1 working days before",
            "401 working days before", "3 working days", "3 weeks before", "3 working days since",
            "3 clear working days after", "3 clear hours before", "clear 3 working days before",
            "9999999999999999999999 hours after",
        ])
    func refusesOffsets(_ text: String) {
        let refusal = #expect(throws: UnknownWord.self) { try DeadlineOffset(text: text) }
        let sentence = refusal?.description ?? ""
        #expect(sentence.hasPrefix("\"\(text)\" is not a deadline") && sentence.hasSuffix("."))
        #expect(sentence.contains("3 working days before") && sentence.contains("0 to 400"))
    }

    @Test("reads every time of a step as it writes it")
    func stepTimesRoundTrip() {
        #expect(StepTime(text: "at-once") == .atOnce && StepTime.atOnce.description == "at-once")
        for days in -60...60 {
            for time in [StepTime.deadline(days), .conference(days)] {
                #expect(StepTime(text: time.description) == time)
            }
        }
        #expect(StepTime.deadline(0).description == "T" && StepTime.deadline(-5).description == "T-5")
        #expect(StepTime.conference(1).description == "C+1")
        for days in 0...60 { #expect(StepTime(text: StepTime.anchor(days).description) == .anchor(days)) }
        #expect(StepTime.anchor(3).description == "A+3" && StepTime.anchor(0).description == "A")
    }

    @Test(
        "refuses any other time of a step",
        arguments: [
            "", "t", "T5", "T+", "T-61", "T+61", "C+1.5", "X-1", "at once", "T 1", "T--1", "TT", "T+-1", "A-1", "A+61",
            "A3",
        ])
    func refusesStepTimes(_ text: String) {
        #expect(StepTime(text: text) == nil)
    }

    @Test(
        "reads every step as it writes it",
        arguments: [
            "T-5 owner", "T+1 owner agencyLead", "C-1 chair", "at-once owner urgent", "T administrator chair",
            "A+3 owner", "A+10 headOfService", "T+1 owner participant", "at-once partnership repeated",
            "T+1 agencyLead teamManager serviceManager repeated urgent", "at-once owner urgent text", "T owner text",
        ])
    func stepsRoundTrip(_ text: String) throws {
        #expect(try LadderStep(text: text).description == text)
    }

    @Test("reads a step's time, audiences and urgency")
    func steps() throws {
        #expect(
            try LadderStep(text: "T+1 owner agencyLead urgent")
                == LadderStep(.deadline(1), [.owner, .agencyLead], isUrgent: true))
        #expect(
            try LadderStep(text: "A+3 partnership repeated")
                == LadderStep(.anchor(3), [.partnership], isForRepetition: true))
        #expect(try LadderStep(text: "C-1 chair") == LadderStep(.conference(-1), [.chair]))
    }

    @Test(
        "refuses any other step, showing how one is written and naming every audience",
        arguments: [
            "", "urgent", "T", "T urgent", "T everyone", "owner T", "T owner owner", "T+61 owner",
            "T urgent owner", "T owner text urgent", "T text", "T-1 owner, chair", "T invitee", "T repeated",
            "T owner urgent repeated",
        ])
    func refusesSteps(_ text: String) {
        let refusal = #expect(throws: UnknownWord.self) { try LadderStep(text: text) }
        let sentence = refusal?.description ?? ""
        #expect(sentence.hasPrefix("\"\(text)\" is not a ladder step") && sentence.hasSuffix("."))
        #expect(sentence.contains("T-5 owner"))
        for audience in Audience.allCases { #expect(sentence.contains(audience.rawValue)) }
    }
}
