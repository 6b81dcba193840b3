import Conferences
import WorkingDays

/// A conference from its scheduling to its closing, with whatever may come between.
struct ConferenceLife {
    let reference: ConferenceReference
    let type: ConferenceType
    let caseReference: CaseReference
    let area: Int
    let discussion: DiscussionReference?
    let scheduledOn: Int
    var sitsOn: Int
    var sitsAt = TimeOfDay(hour: 10, minute: 0)!
    var invitees: [Invitee] = []
    var family: [FamilyRecipient] = []
    var children: [ChildReference] = []
    /// From this day on nothing happens any more.
    var endsOn = Int.max
    var outcome = Outcome()
    /// Who approves exemptions.
    let approver: PersonReference

    /// What the next conference of the case depends on.
    struct Outcome {
        var cancelledOn: Int?
        /// The day of a conference that made or kept a plan.
        var planOn: Int?
    }

    init(
        reference: ConferenceReference, type: ConferenceType, caseReference: CaseReference, area: Int,
        discussion: DiscussionReference?, scheduledOn: Int, sitsOn: Int
    ) throws {
        self.reference = reference
        self.type = type
        self.caseReference = caseReference
        self.area = area
        self.discussion = discussion
        self.scheduledOn = scheduledOn
        self.sitsOn = sitsOn
        approver = try InventedPartnership.person(38, of: 0, area: area)
    }

    mutating func tell(in diary: inout Diary) throws -> Outcome {
        try schedule(&diary)
        try tellPreparation(&diary)
        for index in invitees.indices { try tellReport(index, &diary) }
        if endsOn == .max { try meet(&diary) }
        return outcome
    }

    // Giving it its day.

    private mutating func schedule(_ diary: inout Diary) throws {
        let at = diary.moment(scheduledOn, from: 9, to: 16)
        let on = diary.year.date(scheduledOn)
        sitsAt = diary.pick(Self.times)
        family = [FamilyRecipient(.mother)]
        if diary.chance(40) { family.append(FamilyRecipient(diary.chance(50) ? .father : .carer)) }
        children = try (1...(1 + diary.roll(3))).map { try Reference("\(reference.text.dropFirst(2)).\($0)") }
        diary.add(
            .schedule(
                Scheduling(
                    type: type, caseReference: caseReference, sitting: sitting(diary),
                    chair: try socialCare(2 + diary.roll(4)), administrator: try socialCare(6 + diary.roll(4)),
                    familyRecipients: family, on: on,
                    leadSocialWorker: diary.chance(90) ? try socialCare(10 + diary.roll(20)) : nil,
                    discussion: discussion, children: children)),
            to: reference, at: at)
        try invite(at: at, on: on, &diary)
    }

    private static let times = [(9, 0), (9, 30), (10, 0), (10, 30), (11, 0), (13, 30), (14, 0), (15, 30)].map {
        TimeOfDay(hour: $0.0, minute: $0.1)!
    }

    func sitting(_ diary: Diary) -> Sitting {
        Sitting(on: diary.year.date(sitsOn), at: sitsAt, place: "Town Hall, room \(1 + sitsOn % 4)")
    }

    /// Directly, or as drafts that are sent later, in time mostly.
    private mutating func invite(at: Timestamp, on: CalendarDate, _ diary: inout Diary) throws {
        let asDrafts = diary.chance(30)
        for agency in guests(&diary) {
            let capacity = capacity(of: agency, &diary)
            let isByRole = agency > 0 && diary.chance(8)
            let person: PersonReference? =
                isByRole ? nil : try person(diary.chance(4) && agency > 0 ? 1 : 2 + diary.roll(33), of: agency)
            // Whoever chairs is invited for nobody.
            if agency == 0, invitees.contains(where: { $0.person == person }) { continue }
            let code = try InventedPartnership.code(agency, area: area)
            diary.add(
                asDrafts
                    ? .listInvitee(agency: code, person: person, capacity: capacity, on: on)
                    : .invite(agency: code, person: person, on: on, capacity: capacity), to: reference, at: at)
            invitees.append(
                Invitee(
                    number: invitees.count + 1, agency: agency, person: person, capacity: capacity,
                    sentOn: asDrafts ? nil : scheduledOn))
        }
        if asDrafts { send(&diary) }
    }

    private mutating func send(_ diary: inout Diary) {
        let latest = sitsOn - (type.isReview ? 20 : 7)
        let sentOn = max(scheduledOn + diary.roll(3), diary.chance(75) ? 0 : latest + diary.roll(5))
        guard sentOn < sitsOn, diary.chance(98) else { return }
        diary.add(
            .sendInvitations([], on: diary.year.date(sentOn)), to: reference,
            at: diary.moment(sentOn, from: sentOn == scheduledOn ? 18 : 9, to: 18))
        for index in invitees.indices { invitees[index].sentOn = sentOn }
    }

    /// Social care, police and health always; some two to eight more.
    private func guests(_ diary: inout Diary) -> [Int] {
        var guests = [0, 0, 1, 2]
        let others = 3 + diary.roll(5)
        let shift = diary.roll(9)
        for index in 0..<others { guests.append(3 + (shift + index * 2) % 9) }
        return guests.reduce(into: []) { if $1 == 0 || !$0.contains($1) { $0.append($1) } }
    }

    private func capacity(of agency: Int, _ diary: inout Diary) -> Invitation.Capacity {
        switch diary.roll(100) {
        case ..<6: .noDirectContact
        case ..<10 where agency > 0: .reportOnly
        case ..<13 where agency == 0: .noteTaker
        default: .directContact
        }
    }

    func socialCare(_ number: Int) throws -> PersonReference { try person(number, of: 0) }

    func person(_ number: Int, of agency: Int) throws -> PersonReference {
        try InventedPartnership.person(number, of: agency, area: area)
    }
}

/// What the teller must remember of somebody invited.
struct Invitee {
    let number: Int
    let agency: Int
    var person: PersonReference?
    let capacity: Invitation.Capacity
    /// The day on which the invitation to the present sitting went out.
    var sentOn: Int?
    var withdrawnOn: Int?
    var hasApologised = false
    var hasDelegate = false
    var hasReported = false

    /// Whether the register has a line for them.
    var isExpected: Bool { sentOn != nil && withdrawnOn == nil }
}
