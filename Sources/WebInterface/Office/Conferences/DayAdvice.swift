import Conferences
import Persistence
import WorkingDays

/// What speaks for or against a day, before a conference is given it.
struct DayAdvice: Sendable {
    let type: ConferenceType
    let day: CalendarDate
    let time: TimeOfDay
    let today: CalendarDate
    let policy: Policy
    let calendar: WorkingDayCalendar
    /// What the chair has on that day already.
    var chairHas: [ConferenceReadings.Entry] = []
    /// The fifteenth working day after the strategy discussion that it follows.
    var conveneBy: CalendarDate?
    /// By when the review of the case is due.
    var reviewBy: CalendarDate?

    /// The dates that follow from the day, in order.
    func dates() throws -> [(rule: ObligationRule, deadline: Deadline)] {
        try policy.deadlines(of: type, on: day, at: time, calendar: calendar)
    }

    /// How a rule arrives at its date, each a sentence.
    func reasons(_ rule: ObligationRule, _ deadline: Deadline) throws -> [String] {
        let count = DeadlineCount(rule.offset(for: type), from: day, at: time, cutOff: rule.cutOff ?? policy.cutOff)
        var sentences = ["\(count.offset) \(rule.anchor.phrase), \(day.spelledOut): \(deadline.on.spelledOut)."]
        let passedOver = try count.walk(calendar).filter { !$0.counts && $0.date != day && $0.date != deadline.on }
        let holidays = passedOver.filter { !$0.kind.isWeekend }
        if !holidays.isEmpty {
            let days = holidays.map { "\($0.date.spelledOut) (\($0.kind.because(isProvisional: $0.isProvisional)))" }
            sentences.append(
                "Not counted: \(days.joined(separator: "; "))\(holidays.count < passedOver.count ? "; and weekends" : "")."
            )
        } else if !passedOver.isEmpty {
            sentences.append("Weekends are not counted.")
        }
        if deadline.workTo != deadline.on {
            let why = try calendar.kind(of: deadline.on).because()
            sentences.append("That day is no working day (\(why)): work to \(deadline.workTo.spelledOut).")
        }
        return sentences
    }

    /// What to think of before choosing it, each a sentence.
    func warnings() throws -> [String] {
        try [notOpen(), impossible(), nearHolidays()].compactMap { $0 } + booked + late
    }

    private func notOpen() throws -> String? {
        switch try calendar.kind(of: day) {
        case .workingDay, .workingDayByRemoval: day < today ? "\(day.spelledOut) has passed." : nil
        case .weekend: "\(day.spelledOut) is at a weekend."
        case .bankHoliday(let holiday): "\(day.spelledOut) is a bank holiday: \(holiday.title)."
        case .closed(let reason): "The offices are closed on \(day.spelledOut): \(reason)."
        }
    }

    private func impossible() throws -> String? {
        let past = try dates().filter { $0.deadline.workTo < today && $0.deadline.on < day }.map(\.rule.title)
        return past.isEmpty
            ? nil
            : "Impossible notice: the deadline has passed already to \(past.map { $0.lowercasedFirst }.joined(separator: "; to ")). It will be shown, not chased, and not counted against the agencies."
    }

    private static let daysNear = 14

    private func nearHolidays() throws -> String? {
        let near = try (1...Self.daysNear).map { day.adding(days: -$0) }.compactMap { day -> String? in
            switch try calendar.kind(of: day) {
            case .bankHoliday(let holiday): "\(day.spelledOut) (\(holiday.title))"
            case .closed(let reason): "\(day.spelledOut) (\(reason))"
            default: nil
            }
        }
        return near.isEmpty
            ? nil
            : "In the two weeks before it nobody works on \(near.reversed().joined(separator: ", ")): what is due before the conference is due earlier."
    }

    private var booked: [String] {
        chairHas.map { "The chair has \($0.reference) at \($0.at.shortText) on that day." }
    }

    private var late: [String] {
        var sentences: [String] = []
        if let conveneBy, day > conveneBy {
            sentences.append("It comes after day 15 of the enquiry, which is \(conveneBy.spelledOut).")
        }
        if let reviewBy, type.isReview, day > reviewBy {
            sentences.append("It comes after the review’s limit, which is \(reviewBy.spelledOut).")
        }
        return sentences
    }
}

extension DayKind {
    fileprivate var isWeekend: Bool { if case .weekend = self { true } else { false } }
}

extension String {
    /// *Submit the written report* within a sentence.
    fileprivate var lowercasedFirst: String { prefix(1).lowercased() + dropFirst() }
}
