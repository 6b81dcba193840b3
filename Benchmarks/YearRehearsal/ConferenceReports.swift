import Conferences
import WorkingDays

// Written reports, and what the family hears of them.
extension ConferenceLife {
    mutating func tellReport(_ index: Int, _ diary: inout Diary) throws {
        let invitee = invitees[index]
        guard invitee.capacity.reports, let invitedOn = invitee.sentOn ?? (diary.chance(50) ? scheduledOn : nil) else {
            return
        }
        let first = max(scheduledOn, min(invitedOn, sitsOn))
        let last = min(sitsOn, endsOn - 1, (invitee.withdrawnOn ?? .max) - 1)
        if diary.chance(5) {
            return exempt(index, on: first, &diary)
        }
        let day = sitsOn - diary.pick([1, 2, 2, 3, 3, 3, 4, 4, 5, 5, 5, 6, 6, 7, 8, 10, 12, 14])
        guard diary.chance(86), day >= first, day <= last else {
            // Talked through without a report, now and then.
            if diary.chance(20), sitsOn - 2 > first, sitsOn - 2 <= last { share(index, from: sitsOn - 2, last, &diary) }
            return
        }
        submit(index, on: day, &diary)
        share(index, from: day, last, &diary)
        revise(index, after: day, last, &diary)
    }

    private func exempt(_ index: Int, on day: Int, _ diary: inout Diary) {
        guard day < endsOn else { return }
        diary.add(
            .exemptReport(
                invitation: invitees[index].number, approvedBy: approver, reason: Planted.note("Known to others only"),
                on: diary.year.date(day)), to: reference, at: diary.moment(day, from: 18, to: 18))
    }

    private mutating func submit(_ index: Int, on day: Int, _ diary: inout Diary) {
        invitees[index].hasReported = true
        // Some are recorded a day after they came.
        let recordedOn = diary.chance(6) && day < sitsOn ? day + 1 : day
        diary.add(
            .submitReport(
                invitation: invitees[index].number, coversSignificantOthers: diary.chance(80),
                on: diary.year.date(day)), to: reference, at: diary.moment(recordedOn, from: 8, to: 13))
    }

    /// Every outcome there is; what is only sent is talked through later, or not.
    private func share(_ index: Int, from first: Int, _ last: Int, _ diary: inout Diary) {
        if diary.chance(2) {
            diary.add(
                .exemptSharing(
                    invitation: invitees[index].number, approvedBy: approver,
                    reason: Planted.note("A risk to somebody"),
                    on: diary.year.date(first)), to: reference, at: diary.moment(first, from: 16))
            return
        }
        for recipient in family where diary.chance(90) {
            let day = first + diary.pick([0, 0, 1, 1, 2, 3])
            guard day <= last else { continue }
            let outcome = outcome(on: day, &diary)
            record(outcome, with: recipient, index, on: day, &diary)
            let later = day + 1 + diary.roll(2)
            if outcome == .sentOnly, later <= last, diary.chance(60) {
                record(.discussed(method: .telephone), with: recipient, index, on: later, &diary)
            }
        }
    }

    private func outcome(on day: Int, _ diary: inout Diary) -> SharingOutcome {
        switch diary.roll(20) {
        case ..<9: .discussed(method: .faceToFace)
        case ..<11: .discussed(method: .video)
        case ..<13: .discussed(method: .telephone)
        case ..<16: .sentOnly
        case 16: .refused
        case 17: .unableToContact(attemptedOn: [diary.year.date(day)])
        case 18: .exempt(approvedBy: approver, reason: Planted.note("Too young"))
        default: .discussed(method: .faceToFace, by: invitees.first?.person)
        }
    }

    private func record(
        _ outcome: SharingOutcome, with recipient: FamilyRecipient, _ index: Int, on day: Int, _ diary: inout Diary
    ) {
        let (number, on) = (invitees[index].number, diary.year.date(day))
        let at = diary.moment(day, from: 14, to: 18)
        if case .unableToContact = outcome {
            diary.add(
                .recordAttempt(invitation: number, with: recipient, method: .telephone, by: nil, on: on),
                to: reference, at: at.adding(seconds: -60))
        }
        diary.add(.recordSharing(invitation: number, with: recipient, outcome, on: on), to: reference, at: at)
    }

    /// Sent back and handed in again, or followed by a new version, which the family hears or need not.
    private func revise(_ index: Int, after day: Int, _ last: Int, _ diary: inout Diary) {
        let (number, later) = (invitees[index].number, day + 1 + diary.roll(2))
        let again = later + diary.roll(3)
        guard later <= last else { return }
        let on = diary.year.date(later)
        switch diary.roll(100) {
        case ..<6:
            diary.add(
                .returnReport(invitation: number, reason: Planted.note("Leaves significant others out"), on: on),
                to: reference,
                at: diary.moment(later, from: 10, to: 12))
            guard again <= last, diary.chance(80) else { return }
            submitAgain(number, again, shareAgain: nil, &diary)
        case ..<10: submitAgain(number, later, shareAgain: diary.chance(50), &diary)
        case ..<45:
            diary.add(.acceptReport(invitation: number, on: on), to: reference, at: diary.moment(later, from: 15))
        default: break
        }
    }

    private func submitAgain(_ number: Int, _ day: Int, shareAgain: Bool?, _ diary: inout Diary) {
        let at = diary.moment(day, from: 13, to: 16)
        // Whether the family heard the earlier version is what the program knows: the wrong one of these is refused.
        for answer in shareAgain == nil ? [nil, false] : [shareAgain] {
            diary.add(
                .submitReport(
                    invitation: number, coversSignificantOthers: true, on: diary.year.date(day), shareAgain: answer),
                to: reference, at: at)
        }
    }
}
