import Conferences
import WorkingDays

// Between scheduling and sitting: answers, and whatever changes.
extension ConferenceLife {
    private enum Turn {
        case none, cancelled
        case moved(sitsOn: Int, at: TimeOfDay)
        case roomOnly
    }

    mutating func tellPreparation(_ diary: inout Diary) throws {
        let turnsOn = scheduledOn + 1 + diary.roll(max(1, sitsOn - scheduledOn - 1))
        let turn = turnsOn < sitsOn ? self.turn(on: turnsOn, &diary) : .none
        let until: Int =
            switch turn {
            case .cancelled, .moved: turnsOn
            case .none, .roomOnly: .max
            }
        try tellAnswers(until: until, &diary)
        try tellChangesOfPeople(until: until, &diary)
        switch turn {
        case .none: break
        case .cancelled: cancel(on: turnsOn, &diary)
        case .moved(let day, let time): try move(to: day, time, on: turnsOn, &diary)
        case .roomOnly:
            let room = Sitting(on: diary.year.date(sitsOn), at: sitsAt, place: "Library")
            diary.add(
                .reschedule(room, on: diary.year.date(turnsOn)), to: reference, at: diary.moment(turnsOn, from: 16))
        }
    }

    private func turn(on day: Int, _ diary: inout Diary) -> Turn {
        switch diary.roll(100) {
        case ..<5: .cancelled
        case ..<10: .moved(sitsOn: diary.year.openDay(sitsOn + 1 + diary.roll(6)), at: sitsAt)
        case ..<14: .moved(sitsOn: diary.year.openDay(max(day + 1, sitsOn - 1 - diary.roll(8))), at: sitsAt)
        case ..<16: .moved(sitsOn: sitsOn, at: TimeOfDay(hour: 12, minute: 0)!)
        case ..<18: .roomOnly
        default: .none
        }
    }

    private mutating func cancel(on day: Int, _ diary: inout Diary) {
        endsOn = day
        outcome.cancelledOn = day
        diary.add(
            .cancel(on: diary.year.date(day), reason: Planted.note("The family has moved away")), to: reference,
            at: diary.moment(day, from: 8, to: 8))
    }

    /// Everybody is asked anew.
    private mutating func move(to day: Int, _ time: TimeOfDay, on: Int, _ diary: inout Diary) throws {
        (sitsOn, sitsAt) = (day, time)
        diary.add(
            .reschedule(sitting(diary), on: diary.year.date(on)), to: reference, at: diary.moment(on, from: 10, to: 10))
        askAnew(on: on)
        try tellAnswers(until: .max, &diary)
    }

    mutating func askAnew(on day: Int) {
        for index in invitees.indices where invitees[index].sentOn.map({ $0 <= day }) ?? false {
            invitees[index].sentOn = day
            (invitees[index].hasApologised, invitees[index].hasDelegate) = (false, false)
        }
    }

    /// Names for those invited by role, invitations that come back or are withdrawn, and roles that change hands.
    private mutating func tellChangesOfPeople(until: Int, _ diary: inout Diary) throws {
        for index in invitees.indices {
            let day = (invitees[index].sentOn ?? scheduledOn) + 1 + diary.roll(5)
            guard day < min(until, sitsOn) else { continue }
            let (number, on) = (invitees[index].number, diary.year.date(day))
            if invitees[index].person == nil, diary.chance(50) {
                let person = try person(36 + diary.roll(4), of: invitees[index].agency)
                invitees[index].person = person
                diary.add(
                    .nameInvitee(invitation: number, person, on: on), to: reference, at: diary.moment(day, from: 10))
            }
            switch diary.roll(100) {
            case 0 where invitees[index].sentOn != nil:
                diary.add(.recordBounce(invitation: number, on: on), to: reference, at: diary.moment(day, from: 10))
                diary.add(.sendInvitations([number], on: on), to: reference, at: diary.moment(day, from: 19, to: 19))
            case 1...2 where index > 3:
                invitees[index].withdrawnOn = day
                diary.add(.withdraw(invitation: number, on: on), to: reference, at: diary.moment(day, from: 10))
            default: break
            }
        }
        try assign(until: until, &diary)
    }

    private func assign(until: Int, _ diary: inout Diary) throws {
        let day = scheduledOn + 1 + diary.roll(10)
        guard day < min(until, sitsOn), diary.chance(6) else { return }
        let role = diary.pick(ConferenceRole.allCases)
        let person = try socialCare(
            role == .chair ? 2 + diary.roll(4) : role == .administrator ? 6 + diary.roll(4) : 30)
        diary.add(
            .assign(role, person, on: diary.year.date(day)), to: reference, at: diary.moment(day, from: 10, to: 16))
    }
}

// What invitees answer, and who stands in for them.
extension ConferenceLife {
    /// - Parameter until: Answers that would come on this day or later are not given.
    mutating func tellAnswers(until: Int, _ diary: inout Diary) throws {
        for index in invitees.indices {
            let invitee = invitees[index]
            guard let sentOn = invitee.sentOn, sentOn < until, invitee.withdrawnOn == nil, invitee.capacity.attends
            else { continue }
            let day = sentOn + diary.pick([0, 0, 1, 1, 1, 1, 2, 2, 2, 3, 3, 4, 5, 6, 8])
            guard day < until, day <= sitsOn, diary.chance(90) else { continue }
            try answer(index, on: day, until: until, &diary)
        }
    }

    private mutating func answer(_ index: Int, on day: Int, until: Int, _ diary: inout Diary) throws {
        let kind = diary.roll(100)
        guard kind >= 16 else {
            return try apologise(index, on: day, withReason: kind < 11, until: until, &diary)
        }
        reply(index, kind < 24 ? .tentative : .accepted, on: day, &diary)
        guard kind < 34 else { return }
        // Some think again.
        let later = day + 1 + diary.roll(6)
        guard later < min(until, sitsOn) else { return }
        if kind < 28 {
            reply(index, .accepted, on: later, &diary)
        } else {
            try apologise(index, on: later, withReason: true, until: until, &diary)
        }
    }

    private func reply(_ index: Int, _ reply: Reply, on day: Int, _ diary: inout Diary) {
        // Some are recorded a day after they were given.
        let recordedOn = diary.chance(6) && day < sitsOn ? day + 1 : day
        diary.add(
            .reply(invitation: invitees[index].number, reply, on: diary.year.date(day)), to: reference,
            at: diary.moment(recordedOn, from: day == scheduledOn ? 17 : 8, to: 18))
    }

    private mutating func apologise(
        _ index: Int, on day: Int, withReason: Bool, until: Int, _ diary: inout Diary
    ) throws {
        invitees[index].hasApologised = true
        let number = invitees[index].number
        let reason = Planted.note("In court that day")
        let at = diary.moment(day, from: day == scheduledOn ? 17 : 8, to: 18)
        diary.add(
            .reply(invitation: number, .apologies(reason: withReason ? reason : nil), on: diary.year.date(day)),
            to: reference, at: at)
        let later = day + 1 + diary.roll(4)
        if !withReason, later < min(until, sitsOn), diary.chance(70) {
            diary.add(
                .reply(invitation: number, .apologies(reason: reason), on: diary.year.date(later)), to: reference,
                at: diary.moment(later, from: 10))
        }
        try nameDelegate(index, after: at, on: day + diary.roll(4), until: until, &diary)
    }

    private mutating func nameDelegate(
        _ index: Int, after: Timestamp, on day: Int, until: Int, _ diary: inout Diary
    ) throws {
        guard day < until, day <= sitsOn, diary.chance(75) else { return }
        let (number, on) = (invitees[index].number, diary.year.date(day))
        let at = max(after.adding(seconds: 120), diary.moment(day, from: 9, to: 14))
        diary.add(.nameDelegate(invitation: number, try delegate(0, index), on: on), to: reference, at: at)
        invitees[index].hasDelegate = true
        if diary.chance(12) {
            diary.add(
                .declineDelegation(invitation: number, reason: Planted.note("On leave"), on: on), to: reference,
                at: at.adding(seconds: 3600))
            diary.add(
                .nameDelegate(invitation: number, try delegate(1, index), on: on), to: reference,
                at: at.adding(seconds: 9000))
        } else if diary.chance(60) {
            diary.add(.acceptDelegation(invitation: number, on: on), to: reference, at: at.adding(seconds: 1800))
        }
        guard diary.chance(75) else { return }
        let briefed = day + diary.roll(2)
        guard briefed < until, briefed <= sitsOn else { return }
        diary.add(
            .confirmDelegateBriefed(invitation: number, on: diary.year.date(briefed)), to: reference,
            at: max(at.adding(seconds: 10_800), diary.moment(briefed, from: 10)))
    }

    private func delegate(_ turn: Int, _ index: Int) throws -> PersonReference {
        try person(34 + turn, of: invitees[index].agency)
    }
}
