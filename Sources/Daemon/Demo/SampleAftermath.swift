import Conferences
import WorkingDays

// What follows the sample's conferences, and the strategy discussions before some of them.
extension SamplePartnership {
    /// The decisions of the day; then letter, record and core group, as far as the days have come.
    mutating func addAftermath(
        _ number: Int, of reference: ConferenceReference, type: ConferenceType, children: [ChildReference],
        on day: CalendarDate, today: CalendarDate
    ) throws {
        guard day < today else { return }
        for (index, child) in children.enumerated() {
            let hasPlan = number % 6 != 0 || index > 0
            let plan = PlanCategory.allCases[number % PlanCategory.allCases.count]
            add(
                reference, day, hour: 17, minute: 30,
                .decide(child: child, ChildDecision(plan: hasPlan ? plan : nil), on: day))
        }
        // One letter is late, so that there is one to be seen.
        try add(reference, number == 11 ? 9 : 1, after: day, today, hour: 11) { .issueLetter(on: $0) }
        try add(reference, 5, after: day, today, hour: 10) { .sendRecordToChair(on: $0) }
        try add(reference, 7, after: day, today, hour: 12) { .approveRecord(on: $0) }
        try add(reference, 8, after: day, today, hour: 14) { .circulateRecord([], on: $0) }
        guard !type.isReview, number % 6 != 0 || children.count > 1 else { return }
        try add(reference, 7, after: day, today, hour: 16) { .recordCoreGroup(on: $0) }
    }

    /// The discussion that led to an initial conference.
    ///
    /// - Returns: Its reference, for the conference to name.
    mutating func addDiscussion(
        _ number: Int, before day: CalendarDate, arranged: CalendarDate, today: CalendarDate
    ) throws -> DiscussionReference {
        let reference: DiscussionReference = try Reference("SD-\(day.year % 100)-\(number < 10 ? "00" : "0")\(number)")
        let on = try calendar.date(
            1, workingDaysBefore: min(arranged, try calendar.date(13, workingDaysBefore: day).date)
        ).date
        try addDiscussion(reference, case: number, on: on, today: today)
        return reference
    }

    /// One whose enquiry has no conference yet.
    mutating func addDiscussionWithoutConference(today: CalendarDate) throws {
        let on = try calendar.date(4, workingDaysBefore: today).date
        try addDiscussion(Reference("SD-\(today.year % 100)-041"), case: 41, on: on, today: today)
    }

    private mutating func addDiscussion(
        _ reference: DiscussionReference, case number: Int, on day: CalendarDate, today: CalendarDate
    ) throws {
        let sitting = Sitting(on: day, at: TimeOfDay(hour: 14, minute: 0)!, place: "video")
        add(
            reference, day, hour: 9,
            .arrange(
                Arrangement(
                    caseReference: try Reference("C-\(4000 + number * 7)"), sitting: sitting,
                    chair: try Reference("CSC-04"),
                    isCaseOpen: number % 3 == 0, on: day)))
        for (agency, person) in [("CSC", "CSC-09"), ("POL", "POL-09"), ("HLT", "HLT-09")] {
            add(
                reference, day, hour: 9, minute: 20,
                .addParticipant(agency: try Reference(agency), person: try Reference(person), on: day))
        }
        add(reference, day, hour: 15, minute: 30, .recordAttendance([1: .present, 2: .present, 3: .present]))
        add(reference, day, hour: 15, minute: 40, .hold(on: day))
        let all: [AgencyCode?] = try ["CSC", "POL", "HLT"].map { try Reference($0) }
        for area in AgendaTemplate.standard.areas.prefix(number % 2 == 0 ? 14 : 9) {
            // What each agency answers for itself, one in two has not gathered from all of them.
            let answers: [AgencyCode?] = area.perAgency ? number % 4 == 0 ? all : [] : [nil]
            for agency in answers {
                add(
                    reference, day, hour: 15, minute: 45,
                    .considerArea(
                        area.name, agency: agency, note: "Discussed; nothing stands out", .noActionNeeded, on: day))
            }
        }
        add(
            reference, day, hour: 16, minute: 0,
            .recordSection47(isInitiated: true, leadSocialWorker: try Reference("CSC-09"), on: day))
        try addMinutes(reference, number, on: day, today: today)
    }

    private mutating func addMinutes(
        _ reference: DiscussionReference, _ number: Int, on day: CalendarDate, today: CalendarDate
    ) throws {
        let next = try calendar.date(1, workingDaysAfter: day).date
        guard next < today else { return }
        add(reference, next, hour: 9, minute: 30, .minutes(.draft(on: next)))
        add(reference, next, hour: 10, minute: 0, .minutes(.submit(on: next)))
        add(reference, next, hour: 11, minute: 0, .minutes(.approve(on: next)))
        add(reference, next, hour: 12, minute: 0, .minutes(.circulate(.attended, on: next)))
        // The last participant's do not arrive where the number is even.
        for participant in 1...(number % 2 == 0 ? 2 : 3) {
            add(
                reference, next, hour: 13, minute: participant * 5,
                .minutes(.recordReceived(participant: participant, on: next)))
        }
    }

    private mutating func add(
        _ conference: ConferenceReference, _ count: Int, after day: CalendarDate, _ today: CalendarDate, hour: Int,
        _ command: (CalendarDate) -> ConferenceCommand
    ) throws {
        let on = try calendar.date(count, workingDaysAfter: day).date
        if on < today { add(conference, on, hour: hour, minute: 0, command(on)) }
    }
}
