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

    /// Mostly what makes sense at this stage, sometimes whatever there is.
    mutating func next(today: CalendarDate, state: ConferenceState?) -> ConferenceCommand {
        guard case .arranged(let conference)? = state else {
            switch number(in: 0...9) {
            case 0...1: return command(.request, today, nil)
            case 2: return command(.cancel, today, nil)
            default: return command(.schedule, today, nil)
            }
        }
        let name = chance(20) ? one(of: CommandName.allCases) : likely(conference, today)
        return command(name, today, conference)
    }

    private mutating func likely(_ conference: Conference, _ today: CalendarDate) -> CommandName {
        switch conference.status {
        case .scheduled where today >= conference.sitting.on && conference.invitations.count > 2:
            one(of: chance(70) ? [.recordAttendance] : Self.beforehand)
        case .scheduled where conference.invitations.contains { $0.delegate != nil } && chance(30):
            one(of: [.acceptDelegation, .declineDelegation, .confirmDelegateBriefed])
        case .scheduled where conference.invitations.contains { !$0.missingForApologies.isEmpty } && chance(30):
            .nameDelegate
        case .scheduled where today > conference.sitting.on: .reschedule
        case .scheduled where conference.invitations.count < 5: one(of: [.invite, .invite, .listInvitee])
        case .scheduled: one(of: chance(10) ? [.invite, .listInvitee, .sendInvitations] : Self.beforehand)
        case .adjourned: one(of: chance(50) ? [.reschedule] : Self.beforehand)
        case .held: one(of: Self.onTheDay)
        case .decided, .recordIssued: one(of: Self.afterwards)
        case .closed, .cancelled: one(of: chance(50) ? Self.afterwards : CommandName.allCases)
        }
    }

    private static let beforehand: [CommandName] = [
        .invite, .listInvitee, .sendInvitations, .nameInvitee, .recordBounce, .withdraw, .reply, .reply, .reply, .reply,
        .reply, .reply,
        .nameDelegate, .nameDelegate, .acceptDelegation, .declineDelegation, .confirmDelegateBriefed, .submitReport,
        .submitReport, .acceptReport, .returnReport, .circulateReport, .exemptReport, .recordSharing, .recordSharing,
        .recordSharing, .exemptSharing, .recordAttempt, .recordNeed, .arrangeNeed, .requestExclusion, .decideExclusion,
        .split, .reschedule, .holdReminders, .releaseReminders, .tick, .assign, .addChild, .pinRules,
    ]
    private static let onTheDay: [CommandName] = [
        .recordAttendance, .recordAttendance, .correctAttendance, .explainAbsence, .rule, .rule, .decide, .decide,
        .decide, .addChild, .issueLetter, .draftRecord, .sendRecordToChair, .submitReport, .recordSharing,
        .holdReminders, .tick, .correctDecision,
    ]
    private static let afterwards: [CommandName] = [
        .issueLetter, .recordCoreGroup, .draftRecord, .sendRecordToChair, .sendRecordToChair, .returnRecord,
        .approveRecord, .approveRecord, .circulateRecord, .circulateRecord, .recordReceipt, .requestCorrection,
        .requestCorrection, .finaliseRecord, .noteReviewArranged, .noteReviewLost, .noteReviewHeld, .correctAttendance,
        .explainAbsence,
        .close, .holdReminders, .releaseReminders, .tick, .decide, .correctDecision, .submitReport,
    ]
}

// Words, days and people.
extension RandomCommands {
    private var agencies: [AgencyCode] { ["CSC", "POL", "HEA", "EDU"] }

    mutating func agency() -> AgencyCode { chance(3) ? "ZOO" : one(of: agencies) }

    mutating func person(of agency: AgencyCode? = nil) -> PersonReference {
        if chance(3) { return "nobody-7" }
        let people = Sample.agencyOfPerson.keys.sorted()
        let own = people.filter { Sample.agencyOfPerson[$0] == agency }
        return one(of: own.isEmpty || chance(10) ? people : own)
    }

    /// Mostly an invitation for which the command makes sense, where there is one.
    mutating func invitation(_ conference: Conference?, where fits: (Invitation) -> Bool = { _ in true }) -> Int {
        let all = conference?.invitations ?? []
        let fitting = all.filter { $0.stands && fits($0) }
        if !fitting.isEmpty, !chance(10) { return one(of: fitting).number }
        return all.isEmpty || chance(30) ? one(of: [0, all.count + 1]) : number(in: 1...all.count)
    }

    /// Mostly today or a day of this week; sometimes far off, or in the future.
    mutating func day(near today: CalendarDate) -> CalendarDate {
        switch number(in: 0...29) {
        case 0: one(of: [.earliest, "1999-12-31", "2012-01-01", "2012-03-01", "2099-11-26", .latest])
        case 1: today.adding(days: number(in: -400...30))
        case 2...25: today
        default: today.adding(days: -number(in: 0...4))
        }
    }

    mutating func sitting(_ today: CalendarDate) -> Sitting {
        let on = chance(3) ? day(near: today) : today.adding(days: chance(15) ? number(in: 0...9) : number(in: 10...45))
        return Sitting(
            on: on, at: one(of: ["00:00", "08:30", "09:00", "10:00", "13:15", "23:59"]), place: text(),
            videoLink: chance(15) ? one(of: ["https://video.example/9", "ftp://video", "https://a b"]) : nil)
    }

    mutating func recipient() -> FamilyRecipient { one(of: ["mother", "mother", "father", "father", "carer:2"]) }

    mutating func note() -> Note { Note(text()) }

    mutating func text() -> String {
        chance(95) ? Sample.personalText : one(of: ["", " ", "Two\nlines", String(repeating: "x", count: 2001)])
    }
}
