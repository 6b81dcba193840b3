import Conferences
import WorkingDays

// The day itself: the register, the chair's ruling, the decisions.
extension ConferenceLife {
    mutating func meet(_ diary: inout Diary) throws {
        guard invitees.contains(where: \.isExpected), diary.chance(98) else { return }
        let isThin = diary.chance(5)
        var attendances = register(isThin: isThin, &diary)
        if !isQuorate(attendances) {
            // The chair goes on, or finds another day, on which nearly everybody comes.
            let at = moment(after: 1, &diary)
            if diary.chance(60) {
                rule(.proceeded(because: .enoughInformation, note: nil), at: at.adding(seconds: 3600), &diary)
            } else {
                rule(.adjourned(note: Planted.note("Too few came")), at: at.adding(seconds: 3600), &diary)
                guard try sitAgain(&diary) else { return }
                attendances = register(isThin: false, &diary)
                guard isQuorate(attendances) else { return }
            }
        }
        correct(attendances, &diary)
        try follow(&diary)
    }

    /// The register on the day, or a day late, in one part or two.
    private mutating func register(isThin: Bool, _ diary: inout Diary) -> [Int: Attendance] {
        var attendances: [Int: Attendance] = [:]
        for invitee in invitees where invitee.isExpected {
            attendances[invitee.number] = attendance(of: invitee, isThin: isThin, &diary)
        }
        let lines = attendances.sorted { $0.key < $1.key }.map { RegisterLine(invitation: $0.key, $0.value) }
        let at = moment(after: diary.chance(6) ? 25 : 1, &diary)
        let cut = diary.chance(15) ? lines.count / 2 : lines.count
        diary.add(.recordAttendance(Array(lines.prefix(cut))), to: reference, at: at)
        if cut < lines.count {
            let later = diary.chance(50) ? at.adding(seconds: 1800) : diary.moment(sitsOn + 2, from: 9, to: 16)
            diary.add(.recordAttendance(Array(lines.dropFirst(cut))), to: reference, at: later)
        }
        explainAbsences(attendances, &diary)
        return attendances
    }

    private func attendance(of invitee: Invitee, isThin: Bool, _ diary: inout Diary) -> Attendance {
        if invitee.hasDelegate { return diary.chance(85) ? .delegatePresent : .apologies }
        if invitee.hasApologised { return .apologies }
        if isThin, invitee.agency > 1 { return diary.chance(30) ? .absent : .apologies }
        switch diary.roll(100) {
        case ..<6: return .absent
        case ..<10: return .part
        case ..<13: return .apologies
        default: return .present
        }
    }

    /// Some hours after it began, on the same day or on the next.
    private func moment(after hours: Int, _ diary: inout Diary) -> Timestamp {
        let begins = EuropeLondon.timestamp(on: diary.year.date(sitsOn), at: sitsAt)
        guard hours < 12 else { return diary.moment(sitsOn + 1, from: 10, to: 14) }
        return begins.adding(seconds: hours * 3600 + 420)
    }

    private func isQuorate(_ attendances: [Int: Attendance]) -> Bool {
        let there = invitees.filter { $0.capacity == .directContact && (attendances[$0.number]?.isPresent ?? false) }
        let groups = Set(
            there.map { invitee in
                let (code, _, kind) = InventedPartnership.roster[invitee.agency]
                return kind == .other ? code : kind.rawValue
            })
        return groups.count >= 3 && there.contains { $0.agency == 0 }
    }

    private func rule(_ ruling: QuoracyRuling, at: Timestamp, _ diary: inout Diary) {
        diary.add(.rule(ruling, on: diary.year.date(sitsOn)), to: reference, at: at)
    }

    /// - Returns: Whether a new day is found.
    private mutating func sitAgain(_ diary: inout Diary) throws -> Bool {
        guard diary.chance(92) else { return false }
        let found = sitsOn + 2 + diary.roll(12)
        sitsOn = diary.year.openDay(found + 2 + diary.roll(8))
        diary.add(
            .reschedule(sitting(diary), on: diary.year.date(found)), to: reference,
            at: diary.moment(found, from: 10, to: 10))
        askAnew(on: found)
        try tellAnswers(until: .max, &diary)
        return true
    }

    private func explainAbsences(_ attendances: [Int: Attendance], _ diary: inout Diary) {
        for (number, attendance) in attendances.sorted(by: { $0.key < $1.key }) where attendance == .absent {
            guard diary.chance(60) else { continue }
            let day = sitsOn + 2 + diary.roll(3)
            diary.add(
                .explainAbsence(invitation: number, reason: Planted.note("Ill"), on: diary.year.date(day)),
                to: reference,
                at: diary.moment(day, from: 17, to: 18))
        }
    }

    /// The register said somebody was there who was not, or the other way round.
    private func correct(_ attendances: [Int: Attendance], _ diary: inout Diary) {
        guard diary.chance(8), let (number, attendance) = attendances.min(by: { $0.key > $1.key }) else { return }
        let day = sitsOn + 2 + diary.roll(5)
        diary.add(
            .correctAttendance(
                invitation: number, AttendanceEntry(attendance == .present ? .absent : .present),
                reason: Planted.note("The list was misread")), to: reference, at: diary.moment(day, from: 17, to: 17))
    }
}

// What is decided, and what follows.
extension ConferenceLife {
    private mutating func follow(_ diary: inout Diary) throws {
        let decided = moment(after: diary.chance(85) ? 4 : 25, &diary)
        var hasPlan = false
        for child in children {
            let plan: PlanCategory? = diary.chance(type.isReview ? 70 : 85) ? diary.pick(PlanCategory.allCases) : nil
            hasPlan = hasPlan || plan != nil
            // Late enough for a register that came in the day after.
            diary.add(
                .decide(child: child, ChildDecision(plan: plan), on: diary.year.date(sitsOn)), to: reference,
                at: max(decided, diary.moment(sitsOn + 1, from: 15, to: 15)))
        }
        if hasPlan { outcome.planOn = sitsOn }
        if diary.chance(97) {
            let day = sitsOn + 1 + diary.pick([0, 0, 0, 0, 1, 1, 2, 4])
            diary.add(
                .issueLetter(on: diary.year.date(day)), to: reference, at: diary.moment(day, from: 10, to: 17))
        }
        if hasPlan, !type.isReview, diary.chance(95) {
            let day = sitsOn + 3 + diary.roll(10)
            diary.add(
                .recordCoreGroup(on: diary.year.date(day)), to: reference, at: diary.moment(day, from: 10, to: 17))
        }
        circulateRecord(&diary)
    }

    private func circulateRecord(_ diary: inout Diary) {
        guard diary.chance(96) else { return }
        let approved = sitsOn + 6 + diary.roll(14)
        let on = diary.year.date(approved)
        let at = diary.moment(approved, from: 9, to: 15)
        for command in [ConferenceCommand.draftRecord(on: on), .sendRecordToChair(on: on), .approveRecord(on: on)] {
            diary.add(command, to: reference, at: at)
        }
        let sentTo = invitees.filter(\.isExpected).map(\.number)
        let first = diary.chance(15) ? Array(sentTo.prefix(4)) : []
        diary.add(.circulateRecord(first, on: on), to: reference, at: at.adding(seconds: 3600))
        let later = approved + 2
        if !first.isEmpty {
            diary.add(
                .circulateRecord([], on: diary.year.date(later)), to: reference, at: diary.moment(later, from: 9, to: 9)
            )
        }
        receive(sentTo, from: first.isEmpty ? approved : later, &diary)
        let final = later + 8 + diary.roll(8)
        if diary.chance(70) {
            diary.add(.finaliseRecord(on: diary.year.date(final)), to: reference, at: diary.moment(final, from: 10))
        }
        if diary.chance(60) {
            let closed = diary.year.date(final + 2)
            diary.add(.close(on: closed), to: reference, at: diary.moment(final + 2, from: 10))
        }
    }

    private func receive(_ sentTo: [Int], from day: Int, _ diary: inout Diary) {
        for number in sentTo where diary.chance(60) {
            let received = day + diary.roll(6)
            let at = diary.moment(received, from: 17, to: 18)
            diary.add(.recordReceipt(invitation: number, on: diary.year.date(received)), to: reference, at: at)
            if diary.chance(6) {
                diary.add(
                    .requestCorrection(
                        invitation: number, detail: Planted.note("A date is wrong"), on: diary.year.date(received)),
                    to: reference, at: at.adding(seconds: 120))
            }
        }
    }
}
