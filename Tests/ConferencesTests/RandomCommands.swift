import Conferences
import TestValues
import WorkingDays

/// Commands such as people, imports and mistakes give, from a seed.
struct RandomCommands {
    private var generator: SeededGenerator

    init(seed: UInt64) { generator = SeededGenerator(seed: seed) }

    mutating func number(in range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &generator) }

    mutating func one<Element>(of choices: [Element]) -> Element { choices.randomElement(using: &generator)! }

    mutating func chance(_ percent: Int) -> Bool { number(in: 1...100) <= percent }

    mutating func next(today: CalendarDate, state: Conference?) -> ConferenceCommand {
        guard let state, !chance(2) else { return .schedule(scheduling(today)) }
        let on = day(near: today)
        let count = state.invitations.count
        let invitation = count == 0 || chance(5) ? one(of: [0, count + 1]) : number(in: 1...count)
        switch number(in: 0...19) {
        case 0...3: return invite(one(of: agencies), on: on)
        case 4: return .reschedule(chance(30) ? time(state) : sitting(today), on: on)
        case 5: return chance(12) ? .cancel(on: on, reason: note()) : .withdraw(invitation: invitation, on: on)
        case 6...9: return .reply(invitation: invitation, reply(), on: on)
        case 10...11:
            let apologised = pick(from: state) { $0.delegateTurns > 0 && $0.delegate == nil } ?? invitation
            let agency = state.invitation(apologised)?.agency
            return .nameDelegate(invitation: apologised, person(of: agency), on: on)
        case 12:
            let named = pick(from: state) { $0.delegate != nil } ?? invitation
            return .confirmDelegateBriefed(invitation: named, on: on)
        case 13: return .submitReport(invitation: invitation, coversSignificantOthers: chance(50), on: on)
        case 14:
            return .exemptReport(invitation: invitation, approvedBy: person(), reason: note(), on: on)
        case 15...18:
            return .recordSharing(
                invitation: invitation, with: one(of: ["mother", "mother", "father", "father", "carer:2"]),
                outcome(today), on: on)
        default: return .recordAttendance([RegisterLine(invitation: invitation, one(of: Attendance.allCases))])
        }
    }

    /// Mostly an invitation for which the command makes sense, where there is one.
    private mutating func pick(from state: Conference, where fits: (Invitation) -> Bool) -> Int? {
        let fitting = state.invitations.filter { $0.withdrawnOn == nil && fits($0) }
        return fitting.isEmpty || chance(10) ? nil : one(of: fitting).number
    }

    private var agencies: [AgencyCode] { ["CSC", "POL", "HEA", "ZOO"] }

    private mutating func invite(_ agency: AgencyCode, on: CalendarDate) -> ConferenceCommand {
        .invite(agency: agency, person: chance(20) ? nil : person(of: agency), on: on)
    }

    private mutating func person(of agency: AgencyCode? = nil) -> PersonReference {
        if chance(3) { return "nobody-7" }
        let people = Sample.agencyOfPerson.keys.sorted()
        let own = people.filter { Sample.agencyOfPerson[$0] == agency }
        return one(of: own.isEmpty || chance(10) ? people : own)
    }

    /// Mostly today or a day of this week; sometimes far off, or in the future.
    private mutating func day(near today: CalendarDate) -> CalendarDate {
        switch number(in: 0...19) {
        case 0: one(of: [.earliest, "1999-12-31", "2012-01-01", "2012-03-01", "2099-11-26", .latest])
        case 1: today.adding(days: number(in: -400...30))
        case 2...16: today
        default: today.adding(days: -number(in: 0...4))
        }
    }

    private mutating func time(_ state: Conference) -> Sitting {
        Sitting(on: state.sitting.on, at: one(of: ["08:30", "09:00", "13:15"]), place: text())
    }

    private mutating func sitting(_ today: CalendarDate) -> Sitting {
        let on = chance(3) ? day(near: today) : today.adding(days: number(in: 0...60))
        return Sitting(on: on, at: one(of: ["00:00", "08:30", "09:00", "10:00", "13:15", "23:59"]), place: text())
    }

    private mutating func scheduling(_ today: CalendarDate) -> Scheduling {
        Sample.scheduling(
            one(of: ConferenceType.allCases), sitting(today), settledOn: day(near: today), chair: person(),
            family: chance(3) ? [] : chance(3) ? ["mother", "mother"] : ["mother", "father"])
    }

    private mutating func reply() -> Reply {
        one(of: [.accepted, .tentative, .apologies(reason: note()), .apologies(reason: note())])
    }

    private mutating func outcome(_ today: CalendarDate) -> SharingOutcome {
        switch number(in: 0...6) {
        case 0...1: .sentOnly
        case 2: .refused
        case 3: .unableToContact(attemptedOn: chance(20) ? [] : [day(near: today)])
        case 4: .exempt(approvedBy: person(), reason: note())
        default: .discussed(method: one(of: DiscussionMethod.allCases))
        }
    }

    private mutating func note() -> Note { Note(text()) }

    private mutating func text() -> String {
        chance(92) ? "In court" : one(of: ["", " ", "Two\nlines", String(repeating: "x", count: 501)])
    }
}
