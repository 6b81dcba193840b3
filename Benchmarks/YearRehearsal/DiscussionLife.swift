import Conferences
import WorkingDays

/// A strategy discussion from its arrangement to its minutes.
struct DiscussionLife {
    let reference: DiscussionReference
    let caseReference: CaseReference
    let area: Int
    private var day: Int
    private var participants: [(number: Int, isPresent: Bool)] = []

    struct Outcome {
        var heldOn: Int?
        var beginsEnquiry = false
    }

    init(reference: DiscussionReference, caseReference: CaseReference, area: Int, on day: Int) {
        self.reference = reference
        self.caseReference = caseReference
        self.area = area
        self.day = day
    }

    mutating func tell(in diary: inout Diary) throws -> Outcome {
        day = diary.year.openDay(day)
        let arranged = max(0, day - diary.roll(2))
        try arrange(on: arranged, &diary)
        if diary.chance(2) {
            let on = diary.year.date(arranged)
            diary.add(
                .cancel(on: on, reason: Planted.note("Not needed")), to: reference,
                at: diary.moment(day, from: 10, to: 10))
            return Outcome()
        }
        if diary.chance(5) { move(from: arranged, &diary) }
        return try hold(&diary)
    }

    private mutating func arrange(on arranged: Int, _ diary: inout Diary) throws {
        let at = diary.moment(arranged, from: 8, to: 9)
        let on = diary.year.date(arranged)
        diary.add(
            .arrange(
                Arrangement(
                    caseReference: caseReference, sitting: sitting(diary), chair: try person(2 + diary.roll(4), of: 0),
                    isCaseOpen: diary.chance(50), on: on)),
            to: reference, at: at)
        for agency in [0, 1, 2, 5] + (diary.chance(40) ? [7] : []) {
            let isByRole = diary.chance(8)
            let person: PersonReference? = isByRole ? nil : try person(10 + diary.roll(25), of: agency)
            diary.add(
                .addParticipant(
                    agency: try InventedPartnership.code(agency, area: area), person: person, on: on),
                to: reference, at: at)
            // The minimum comes; of the others, most.
            participants.append((participants.count + 1, agency <= 2 || diary.chance(85)))
        }
    }

    private func sitting(_ diary: Diary) -> Sitting {
        Sitting(on: diary.year.date(day), at: TimeOfDay(hour: 11, minute: 30)!, place: "Video")
    }

    private mutating func move(from arranged: Int, _ diary: inout Diary) {
        let at = diary.moment(day, from: 10, to: 10)
        let on = diary.year.date(day)
        day = diary.year.openDay(day + 1)
        diary.add(.move(sitting(diary), on: on), to: reference, at: at)
    }

    private mutating func hold(_ diary: inout Diary) throws -> Outcome {
        let heldOn = day
        let recordedOn = diary.chance(92) ? day : day + 1 + diary.roll(2)
        let at = diary.moment(recordedOn, from: 13, to: 17)
        let on = diary.year.date(heldOn)
        let came = Dictionary(
            uniqueKeysWithValues: participants.map {
                ($0.number, $0.isPresent ? .present : DiscussionAttendance.apologies)
            })
        diary.add(.recordAttendance(came), to: reference, at: at)
        diary.add(.hold(on: on), to: reference, at: at)
        let beginsEnquiry = diary.chance(85)
        let worker: PersonReference? =
            beginsEnquiry && diary.chance(90) ? try person(10 + diary.roll(20), of: 0) : nil
        diary.add(
            .recordSection47(isInitiated: beginsEnquiry, leadSocialWorker: worker, on: on), to: reference,
            at: at.adding(seconds: 60))
        try tellMinutes(from: recordedOn, &diary)
        return Outcome(heldOn: heldOn, beginsEnquiry: beginsEnquiry)
    }

    /// Most go out the next day; some never.
    private func tellMinutes(from recorded: Int, _ diary: inout Diary) throws {
        guard diary.chance(94) else { return }
        let circulated = recorded + (diary.chance(70) ? 1 : diary.roll(5))
        let at = diary.moment(circulated, from: circulated == recorded ? 18 : 8, to: 18)
        let on = diary.year.date(circulated)
        for step in [MinutesCommand.draft(on: on), .submit(on: on), .approve(on: on), .circulate(.attended, on: on)] {
            diary.add(.minutes(step), to: reference, at: at)
        }
        for participant in participants where participant.isPresent && diary.chance(88) {
            let day = circulated + diary.roll(4)
            diary.add(
                .minutes(.recordReceived(participant: participant.number, on: diary.year.date(day))), to: reference,
                at: max(at.adding(seconds: 60), diary.moment(day, from: 10, to: 19)))
        }
    }

    private func person(_ number: Int, of agency: Int) throws -> PersonReference {
        try InventedPartnership.person(number, of: agency, area: area)
    }
}
