import Conferences
import TestValues
import WorkingDays

/// Commands on a strategy discussion such as people, imports and mistakes give, from a seed.
struct RandomDiscussionCommands {
    private var generator: SeededGenerator

    init(seed: UInt64) { generator = SeededGenerator(seed: seed) }

    mutating func number(in range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &generator) }

    mutating func one<Element>(of choices: [Element]) -> Element { choices.randomElement(using: &generator)! }

    mutating func chance(_ percent: Int) -> Bool { number(in: 1...100) <= percent }

    mutating func shuffled<Element>(_ elements: [Element]) -> [Element] { elements.shuffled(using: &generator) }

    mutating func next(today: CalendarDate, state: Discussion?) -> DiscussionCommand {
        let on = day(near: today)
        guard let state, !chance(2) else {
            return .arrange(SD.arrangement(sitting(today), chair: person(), settledOn: on))
        }
        switch number(in: 0...22) {
        case 0...4: return meeting(state, today: today, on: on)
        case 5...8: return consider(state, on: on)
        case 9: return .flagArea(area(), participant: participant(state), on: on)
        case 10: return answer(state, on: on)
        case 11: return settle(state, on: on)
        case 12...14: return conclude(state, today: today, on: on)
        case 15...16: return administer(state, today: today, on: on)
        default: return .minutes(minutes(state, on: on))
        }
    }

    private mutating func meeting(
        _ state: Discussion, today: CalendarDate, on: CalendarDate
    ) -> DiscussionCommand {
        switch number(in: 0...9) {
        case 0...3:
            let agency: AgencyCode = one(of: ["CSC", "POL", "HEA", "EDU", "ZOO"])
            return .addParticipant(
                agency: agency, person: chance(60) ? nil : person(), on: chance(50) ? state.sitting.on : on)
        case 4: return chance(30) ? .cancel(on: on, reason: text()) : .move(sitting(today), on: on)
        case 5: return .withdrawParticipant(participant(state), on: on)
        case 6: return .correctAttendance(participant: participant(state), one(of: DiscussionAttendance.allCases))
        case 7...8:
            let numbers = state.standingParticipants.filter { $0.attendance == nil }.map(\.number)
            return .recordAttendance(
                Dictionary(uniqueKeysWithValues: numbers.map { ($0, one(of: [.present, .present, .absent])) }))
        default: return .hold(on: chance(80) ? state.sitting.on : on, withoutMinimum: chance(70) ? text() : nil)
        }
    }

    private mutating func consider(_ state: Discussion, on: CalendarDate) -> DiscussionCommand {
        let area = chance(90) ? area() : one(of: [AgendaAreaName.siblings, .reason])
        let agency: AgencyCode? =
            (area == .backgroundHistory) != chance(5) ? one(of: state.agencies + ["CSC"]) : nil
        let action = AgreedAction(
            what: text(), owner: person(), dueOn: on.adding(days: number(in: -1...20)))
        return .considerArea(
            area, agency: agency, note: text(),
            chance(60) ? .noActionNeeded : .actions(agreed: Array(repeating: action, count: number(in: 0...3))), on: on)
    }

    private mutating func answer(_ state: Discussion, on: CalendarDate) -> DiscussionCommand {
        .answerFlag(number(in: 0...state.flags.count + 1), answer: text(), on: on)
    }

    private mutating func settle(_ state: Discussion, on: CalendarDate) -> DiscussionCommand {
        let action = number(in: 0...state.actions.count + 1)
        return chance(50) ? .completeAction(action, on: on) : .withdrawAction(action, reason: text(), on: on)
    }

    private mutating func conclude(
        _ state: Discussion, today: CalendarDate, on: CalendarDate
    ) -> DiscussionCommand {
        let conference: ConferenceReference = one(of: ["HK-1", "HK-2"])
        switch number(in: 0...9) {
        case 0...2:
            return .recordSection47(isInitiated: chance(60), leadSocialWorker: chance(40) ? person() : nil, on: on)
        case 3...4: return .linkConference(conference, sitsOn: today.adding(days: number(in: 0...20)), on: on)
        case 5: return .unlinkConference(conference, on: on)
        case 6: return .conferenceHeld(conference, on: on)
        default: return .close(on: on, unaddressed: chance(30) ? text() : nil)
        }
    }

    private mutating func administer(
        _ state: Discussion, today: CalendarDate, on: CalendarDate
    ) -> DiscussionCommand {
        switch number(in: 0...7) {
        case 0: return .assignChair(person(), on: on)
        case 1: return .pinRules(ruleSet: number(in: 1...5))
        case 2: return .noteFollowUp(one(of: ["SD-26-040", "SD-26-041"]), on: today.adding(days: number(in: 0...9)))
        case 3: return .tick(one(of: [SD.chronology, SD.visitHome, SD.papers, SD.venue]), on: on)
        case 4...5:
            return .holdReminders(
                obligation(of: state), until: today.adding(days: number(in: 0...14)), reason: text())
        default: return .releaseReminders(chance(70) ? state.holds.first?.obligation : obligation(of: state))
        }
    }

    private mutating func obligation(of state: Discussion) -> ObligationID? {
        one(of: [
            nil, nil, SD.convening, SD.minutes(of: participant(state)),
            ObligationID(.discussion("SD-26-040"), kind: .conveneInitial),
        ])
    }

    /// Mostly the step whose turn it is.
    private mutating func minutes(_ state: Discussion, on: CalendarDate) -> MinutesCommand {
        if chance(20) { return .reportMissing(participant: participant(state), on: on) }
        switch chance(15) ? one(of: [.notBegun, .chairReview(on: on), .circulated(on: on)]) : state.minutes {
        case .notBegun: return .draft(on: on)
        case .drafting: return .submit(on: on)
        case .chairReview: return chance(30) ? .sendBack(on: on, reason: text()) : .approve(on: on)
        case .approved: return circulate(state, on: on)
        case .circulated, .correctionsOpen, .final: return afterCirculation(state, on: on)
        }
    }

    private mutating func circulate(_ state: Discussion, on: CalendarDate) -> MinutesCommand {
        .circulate(one(of: [.attended, .invited, .participants([participant(state)])]), on: on)
    }

    private mutating func afterCirculation(_ state: Discussion, on: CalendarDate) -> MinutesCommand {
        switch number(in: 0...4) {
        case 0: circulate(state, on: on)
        case 1...2: .recordReceived(participant: participant(state), on: on)
        case 3: .requestCorrection(participant: participant(state), text(), on: on)
        default: .finalise(on: on)
        }
    }

    private mutating func area() -> AgendaAreaName { one(of: SD.agenda.areas).name }

    private mutating func participant(_ state: Discussion) -> Int {
        chance(5) ? 0 : number(in: 1...max(1, state.participants.count))
    }

    private mutating func person() -> PersonReference {
        chance(3) ? "nobody-7" : one(of: SD.agencyOfPerson.keys.sorted())
    }

    /// Mostly today; sometimes earlier, far off, or in the future.
    private mutating func day(near today: CalendarDate) -> CalendarDate {
        switch number(in: 0...19) {
        case 0: one(of: [.earliest, "2012-01-01", "2012-03-01", "2099-11-26", .latest])
        case 1: today.adding(days: number(in: -400...30))
        default: today
        }
    }

    private mutating func sitting(_ today: CalendarDate) -> Sitting {
        SD.sitting(today.adding(days: number(in: 0...2)), at: one(of: ["09:00", "14:00"]))
    }

    private mutating func text() -> Note {
        chance(95) ? SD.secret : one(of: ["", " ", "Two\nlines", .erased, Note(String(repeating: "x", count: 4001))])
    }
}
