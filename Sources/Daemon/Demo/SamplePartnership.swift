import Conferences
import Foundation
import WorkingDays

/// An invented partnership: who is in it, and everything that happens to its conferences over six weeks.
///
/// The same day gives the same partnership. Nobody in it exists.
struct SamplePartnership {
    /// Something that happens, and when it is recorded.
    struct Happening {
        let at: Timestamp
        let step: Step

        enum Step {
            case conference(ConferenceReference, ConferenceCommand)
            case discussion(DiscussionReference, DiscussionCommand)
        }
    }

    let agencies: [Agency]
    let people: [Person]
    private(set) var happenings: [Happening] = []

    let calendar: WorkingDayCalendar
    private var dice: Dice
    private var conferenceCount = 0

    /// - Parameter today: The day around which the 40 conferences lie: two weeks before to four weeks after.
    /// - Throws: ``WorkingDayError`` near the ends of the calendar.
    init(around today: CalendarDate, calendar: WorkingDayCalendar) throws {
        self.calendar = calendar
        dice = Dice(seed: 20_220_613)
        agencies = try Self.roster.map { code, name, kind in
            Agency(
                code: try Reference(code), name: name, safeguardingLead: try Reference("\(code)-01"), kind: kind)
        }
        var names = PersonNames()
        people = try agencies.flatMap { agency in
            try (1...10).map { number in
                let name = names.next()
                let reference = "\(agency.code)-\(number < 10 ? "0" : "")\(number)"
                let mailbox = name.folding(options: [.diacriticInsensitive, .caseInsensitive], locale: nil)
                    .filter { $0 != "’" }.replacingOccurrences(of: " ", with: ".")
                return Person(
                    reference: try Reference(reference), agency: agency.code, name: name,
                    email: "\(mailbox)@\(agency.code.text.lowercased()).example.org")
            }
        }
        try fill(around: today)
        try addDiscussionWithoutConference(today: today)
        // Stable: what is recorded at one moment keeps its order, on which invitations' numbers depend.
        happenings = happenings.enumerated().sorted { ($0.element.at, $0.offset) < ($1.element.at, $1.offset) }
            .map(\.element)
    }

    static let conferences = 40

    private static let roster: [(code: String, name: String, kind: AgencyKind)] = [
        ("CSC", "Children’s social care", .socialCare), ("POL", "Police", .police),
        ("HLT", "Health visiting", .health), ("CAMHS", "CAMHS", .health), ("GP", "Primary care", .health),
        ("EDU", "Education", .education), ("SCH", "Secondary schools", .education),
        ("PRB", "Probation", .probation), ("HSG", "Housing", .housing), ("YOT", "Youth justice", .other),
        ("SUB", "Substance misuse service", .other), ("VCS", "Voluntary sector", .other),
    ]

    private mutating func fill(around today: CalendarDate) throws {
        var day = try calendar.date(10, workingDaysBefore: today).date
        var number = 0
        while number < Self.conferences {
            // 40 conferences over 30 working days: one a day, and a second on every third.
            for hour in number % 4 == 0 ? [10, 14] : [10] where number < Self.conferences {
                number += 1
                try addConference(number, on: day, hour: hour, today: today)
            }
            day = try calendar.date(1, workingDaysAfter: day).date
        }
    }

    private mutating func addConference(_ number: Int, on day: CalendarDate, hour: Int, today: CalendarDate) throws {
        let reference: ConferenceReference = try Reference("HB-\(day.year % 100)-\(number < 10 ? "00" : "0")\(number)")
        let type: ConferenceType =
            switch number % 10 {
            case 0: .preBirth
            case 5: .transferIn
            case let rest where rest % 2 == 0: .initial
            default: .review
            }
        let sitting = Sitting(
            on: day, at: TimeOfDay(hour: hour, minute: 0)!, place: "Hackbridge Town Hall, room \(1 + number % 4)")
        let scheduledOn = try calendar.date(type.isReview ? 22 : 12, workingDaysBefore: day).date
        // Nothing is recorded that today has not seen: what is far off is arranged in time for the demonstration.
        let arranged = min(scheduledOn, try calendar.date(1, workingDaysBefore: today).date)
        let children: [ChildReference] = try (1...(1 + number % 2)).map { try Reference("K-\(number)-\($0)") }
        let discussion: DiscussionReference? =
            type == .initial ? try addDiscussion(number, before: day, arranged: arranged, today: today) : nil
        let family = [FamilyRecipient(.mother)] + (number % 3 == 0 ? [FamilyRecipient(.father)] : [])
        add(
            reference, arranged, hour: 9,
            .schedule(
                Scheduling(
                    type: type, caseReference: try Reference("C-\(4000 + number * 7)"), sitting: sitting,
                    chair: try Reference("CSC-0\(2 + number % 3)"),
                    administrator: try Reference("CSC-0\(5 + number % 2)"),
                    familyRecipients: family, on: arranged, leadSocialWorker: try Reference("CSC-09"),
                    discussion: discussion, children: children)))
        let invited = agenciesInvited(number)
        for (index, agency) in invited.enumerated() {
            try addInvitation(
                index + 1, of: reference, agency: agency, on: day, arranged: arranged, family: family, today: today)
        }
        try addAftermath(number, of: reference, type: type, children: children, on: day, today: today)
        try addTurns(number, reference, sitting, invited: invited.count, today: today)
        conferenceCount += 1
    }

    private mutating func agenciesInvited(_ number: Int) -> [AgencyCode] {
        let others = agencies.dropFirst(3).map(\.code)
        let extra = (0..<(2 + number % 4)).map { others[(number + $0 * 2) % others.count] }
        return agencies.prefix(3).map(\.code) + extra.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    }

    /// Conferences that move, are cancelled, or lose an invitee, so that each of these is there to be seen.
    private mutating func addTurns(
        _ number: Int, _ reference: ConferenceReference, _ sitting: Sitting, invited: Int, today: CalendarDate
    ) throws {
        let yesterday = try calendar.date(1, workingDaysBefore: today).date
        guard sitting.on > yesterday else { return }
        switch number {
        case 19:
            add(reference, yesterday, hour: 16, minute: 40, .cancel(on: yesterday, reason: "The family has moved away"))
        case 22:
            // Brought forward so far that the reports' deadline has passed: impossible notice.
            let sooner = Sitting(
                on: try calendar.date(1, workingDaysAfter: today).date, at: sitting.at, place: sitting.place)
            add(reference, yesterday, hour: 16, minute: 40, .reschedule(sooner, on: yesterday))
        case 25:
            let later = Sitting(
                on: try calendar.date(3, workingDaysAfter: sitting.on).date, at: sitting.at, place: sitting.place)
            add(reference, yesterday, hour: 16, minute: 40, .reschedule(later, on: yesterday))
        case 28: add(reference, yesterday, hour: 16, minute: 40, .withdraw(invitation: invited, on: yesterday))
        default: break
        }
    }

    private mutating func addInvitation(
        _ number: Int, of reference: ConferenceReference, agency: AgencyCode, on day: CalendarDate,
        arranged: CalendarDate, family: [FamilyRecipient], today: CalendarDate
    ) throws {
        let isByRole = number > 3 && dice.roll(12) == 0
        let choice = dice.roll(7)
        // Social care's first six chair and administrate, and whoever chairs counts for no agency.
        let person: PersonReference? =
            isByRole ? nil : try Reference("\(agency)-0\(agency.text == "CSC" ? 7 + choice % 2 : 2 + choice)")
        add(reference, arranged, hour: 10, minute: 0, .invite(agency: agency, person: person, on: arranged))
        let apologies = try addReply(number, reference, agency, person, day, arranged, today)
        try addReport(number, reference, agency, day, arranged, family, today)
        if day < today {
            // The first three come, so that every conference is quorate.
            let surprise: Attendance =
                number > 3 && dice.roll(5) == 0 ? .absent : dice.roll(10) == 0 ? .part : .present
            let attendance: Attendance =
                switch apologies {
                case .withDelegate: .delegatePresent
                case .alone where number > 3: .apologies
                default: surprise
                }
            add(reference, day, hour: 16, .recordAttendance([RegisterLine(invitation: number, attendance)]))
        }
    }

    private enum Apologies { case alone, withDelegate }

    /// - Returns: The apologies, where they were sent.
    private mutating func addReply(
        _ number: Int, _ reference: ConferenceReference, _ agency: AgencyCode, _ person: PersonReference?,
        _ day: CalendarDate, _ arranged: CalendarDate, _ today: CalendarDate
    ) throws -> Apologies? {
        let repliedOn = try calendar.date(1 + dice.roll(5), workingDaysAfter: arranged).date
        guard repliedOn < min(day, today), dice.roll(10) < 9 else { return nil }
        switch dice.roll(10) {
        case 0:
            add(reference, repliedOn, hour: 13, .reply(invitation: number, .tentative, on: repliedOn))
        case 1...2:
            add(
                reference, repliedOn, hour: 13,
                .reply(invitation: number, .apologies(reason: "In court that day"), on: repliedOn))
            let namedOn = try calendar.date(1 + dice.roll(2), workingDaysAfter: repliedOn).date
            let delegate: PersonReference = try Reference(
                "\(agency)-\(person?.text.hasSuffix("9") == true ? "08" : "09")")
            guard namedOn < min(day, today), dice.roll(3) > 0 else { return .alone }
            add(reference, namedOn, hour: 11, .nameDelegate(invitation: number, delegate, on: namedOn))
            if dice.roll(3) > 0 {
                add(reference, namedOn, hour: 12, .confirmDelegateBriefed(invitation: number, on: namedOn))
            }
            return .withDelegate
        default:
            add(reference, repliedOn, hour: 13, .reply(invitation: number, .accepted, on: repliedOn))
        }
        return nil
    }

    private mutating func addReport(
        _ number: Int, _ reference: ConferenceReference, _ agency: AgencyCode, _ day: CalendarDate,
        _ arranged: CalendarDate, _ family: [FamilyRecipient], _ today: CalendarDate
    ) throws {
        if agency.text == "POL", dice.roll(2) == 0 {
            add(
                reference, arranged, hour: 12,
                .exemptReport(
                    invitation: number, approvedBy: try Reference("CSC-01"),
                    reason: "Police information is shared with professionals only", on: arranged))
            return
        }
        let submittedOn = try calendar.date(1 + dice.roll(9), workingDaysBefore: day).date
        guard submittedOn >= arranged, submittedOn < today, dice.roll(10) < 8 else { return }
        add(
            reference, submittedOn, hour: 14,
            .submitReport(invitation: number, coversSignificantOthers: dice.roll(6) > 0, on: submittedOn))
        for recipient in family {
            let sharedOn = try calendar.date(dice.roll(3), workingDaysAfter: submittedOn).date
            guard sharedOn < min(day, today), dice.roll(5) > 0 else { continue }
            add(
                reference, sharedOn, hour: 15,
                .recordSharing(invitation: number, with: recipient, sharing(on: sharedOn), on: sharedOn))
        }
    }

    private mutating func sharing(on day: CalendarDate) -> SharingOutcome {
        switch dice.roll(10) {
        case 0...4: .discussed(method: .faceToFace)
        case 5: .discussed(method: .video)
        case 6: .discussed(method: .telephone)
        case 7: .sentOnly
        case 8: .refused
        default: .unableToContact(attemptedOn: [day])
        }
    }

    mutating func add(
        _ conference: ConferenceReference, _ day: CalendarDate, hour: Int, minute: Int? = nil,
        _ command: ConferenceCommand
    ) {
        add(.conference(conference, command), day, hour: hour, minute: minute)
    }

    mutating func add(
        _ discussion: DiscussionReference, _ day: CalendarDate, hour: Int, minute: Int? = nil,
        _ command: DiscussionCommand
    ) {
        add(.discussion(discussion, command), day, hour: hour, minute: minute)
    }

    private mutating func add(_ step: Happening.Step, _ day: CalendarDate, hour: Int, minute: Int?) {
        let minute = minute ?? dice.roll(3) * 5
        happenings.append(
            Happening(at: EuropeLondon.timestamp(on: day, at: TimeOfDay(hour: hour, minute: minute)!), step: step))
    }
}

/// Throws that come out the same every time (SplitMix64).
package struct Dice: Sendable {
    private var state: UInt64

    package init(seed: UInt64) { state = seed }

    /// 0 to `sides` − 1.
    package mutating func roll(_ sides: Int) -> Int {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return Int((mixed ^ (mixed >> 31)) % UInt64(sides))
    }
}

/// Names for people who do not exist, each once.
private struct PersonNames {
    private var index = 0

    mutating func next() -> String {
        defer { index += 1 }
        return Self.first[index % Self.first.count] + " "
            + Self.last[(index / Self.first.count + index) % Self.last.count]
    }

    private static let first = [
        "Amara", "Ben", "Carys", "Dilip", "Erin", "Farah", "Gwen", "Hamza", "Isla", "Jonah", "Kezia", "Liam", "Megan",
        "Nadia", "Owen", "Priya", "Rhys", "Siân", "Tomasz", "Zoë",
    ]
    private static let last = [
        "Abbott", "Begum", "Cooper", "Davies", "Evans", "Fraser", "Grant", "Hussain", "Iqbal", "Jones", "Kaur", "Lewis",
        "Murphy", "Nowak", "O’Neill", "Patel", "Quinn", "Roberts", "Shah", "Taylor", "Usman", "Vaughan", "Walsh",
    ]
}
