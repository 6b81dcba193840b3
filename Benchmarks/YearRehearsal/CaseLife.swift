import Conferences
import WorkingDays

/// What happens to one case in the year: a strategy discussion perhaps, a first conference, and the reviews that follow.
///
/// It depends on nothing but the seed and the case's number, so it is worked out again whenever it is asked for, and
/// nothing of it need be kept.
struct CaseLife {
    /// In the order of recording.
    let happenings: [Happening]
    let conferences: Int

    /// - Parameter most: Conferences beyond so many are left out.
    init(_ number: Int, seed: UInt64, year: YearCalendar, areas: Int, most: Int = .max) throws {
        var teller = try CaseTeller(number, seed: seed, year: year, areas: areas, most: most)
        try teller.tell()
        happenings = teller.diary.inOrder()
        conferences = teller.told
    }
}

/// Thinks a case up, meeting after meeting.
private struct CaseTeller {
    let area: Int
    /// What the references of the case and of its meetings have in common. The day on which it begins comes first: offices
    /// give their numbers in the order of time.
    let name: String
    let caseReference: CaseReference
    let beginsOn: Int
    let most: Int
    var diary: Diary
    /// Conferences that are scheduled within the year.
    var told = 0

    init(_ number: Int, seed: UInt64, year: YearCalendar, areas: Int, most: Int) throws {
        self.most = most
        area = number % areas
        diary = Diary(year: year, seed: seed &* 1_000_003 &+ UInt64(number))
        beginsOn = diary.roll(YearCalendar.days - 3)
        name = "\(100 + beginsOn)-\(number)"
        caseReference = try Reference("C-\(name)")
    }

    mutating func tell() throws {
        let day = beginsOn
        switch diary.roll(100) {
        case ..<34: try tellEnquiry(.initial, on: day)
        case ..<39: try tellEnquiry(.preBirth, on: day)
        case ..<47: try tellFirst(.transferIn, after: nil, scheduled: day, sits: day + 8 + diary.roll(12))
        default:
            let sits = day + 16 + diary.roll(25)
            try tellReviews(try conference(.review, after: nil, scheduled: day, sits: sits), months: 6)
        }
    }

    /// A strategy discussion; of those that begin an enquiry, nearly all lead to a conference.
    private mutating func tellEnquiry(_ type: ConferenceType, on day: Int) throws {
        var meeting = DiscussionLife(
            reference: try Reference("S-\(name)"), caseReference: caseReference, area: area, on: day)
        let outcome = try meeting.tell(in: &diary)
        guard let heldOn = outcome.heldOn, outcome.beginsEnquiry, diary.chance(94) else { return }
        let scheduled = heldOn + 1 + (diary.chance(80) ? diary.roll(4) : diary.roll(11))
        let sits = heldOn + (diary.chance(85) ? 8 + diary.roll(8) : 12 + diary.roll(10))
        try tellFirst(type, after: meeting.reference, scheduled: scheduled, sits: max(sits, scheduled + 2))
    }

    private mutating func tellFirst(
        _ type: ConferenceType, after discussion: DiscussionReference?, scheduled: Int, sits: Int
    ) throws {
        var outcome = try conference(type, after: discussion, scheduled: scheduled, sits: sits)
        if let cancelled = outcome?.cancelledOn, diary.chance(70) {
            let anew = cancelled + 1 + diary.roll(4)
            outcome = try conference(type, after: discussion, scheduled: anew, sits: anew + 3 + diary.roll(9))
        }
        try tellReviews(outcome, months: 3)
    }

    /// Reviews, each as long after the one before as the rules want it, or somewhat late, or never.
    private mutating func tellReviews(_ first: ConferenceLife.Outcome?, months: Int) throws {
        var previous = first
        var months = months
        while let plan = previous, let heldOn = plan.planOn, diary.chance(97) {
            let due = try diary.year.day(onOrBefore: diary.year.date(heldOn).adding(months: months))
            let sits = diary.chance(92) ? due - diary.roll(12) : due + diary.roll(10)
            let scheduled = max(heldOn + 1, sits - (diary.chance(75) ? 32 : 14) - diary.roll(10))
            previous = try conference(.review, after: nil, scheduled: scheduled, sits: sits)
            if let cancelled = previous?.cancelledOn {
                let anew = cancelled + 1 + diary.roll(5)
                previous = try conference(.review, after: nil, scheduled: anew, sits: anew + 5 + diary.roll(20))
            }
            months = 6
        }
    }

    /// - Returns: `nil` when it is not scheduled within the year.
    private mutating func conference(
        _ type: ConferenceType, after discussion: DiscussionReference?, scheduled: Int, sits: Int
    ) throws -> ConferenceLife.Outcome? {
        guard scheduled < YearCalendar.days, told < most else { return nil }
        told += 1
        var life = try ConferenceLife(
            reference: try Reference("H-\(name)-\(told)"), type: type, caseReference: caseReference, area: area,
            discussion: discussion, scheduledOn: scheduled,
            sitsOn: diary.year.openDay(max(sits, scheduled + 1)))
        return try life.tell(in: &diary)
    }
}
