import Conferences
import Daemon
import WorkingDays

/// Something that happens, and when it is recorded.
struct Happening: Sendable {
    let at: Timestamp
    let act: Act

    enum Act: Sendable {
        case conference(ConferenceCommand, ConferenceReference)
        case discussion(DiscussionCommand, DiscussionReference)
    }
}

/// Happenings while they are being thought up, each at a moment of its day.
///
/// Reminders leave at quarters of an hour, so nothing is recorded at one: what came first is never in doubt.
struct Diary {
    let year: YearCalendar
    private var dice: Dice
    private(set) var happenings: [Happening] = []

    init(year: YearCalendar, seed: UInt64) {
        self.year = year
        dice = Dice(seed: seed)
    }

    /// 0 to `sides` − 1.
    mutating func roll(_ sides: Int) -> Int { dice.roll(sides) }

    /// Whether something with so many chances in a hundred comes about.
    mutating func chance(_ percent: Int) -> Bool { dice.roll(100) < percent }

    mutating func pick<Choice>(_ choices: [Choice]) -> Choice { choices[dice.roll(choices.count)] }

    /// Working hours mostly; now and then in the evening, or on the Saturday after a Friday.
    mutating func moment(_ day: Int, from hour: Int = 8, to last: Int = 17) -> Timestamp {
        let minute = 7 + 15 * dice.roll(4)
        let usual = max(hour, min(last, hour + dice.roll(last - hour + 1)))
        var date = year.date(day)
        let isLate = hour <= 9 && chance(3)
        if isLate, date.weekday == .friday { date = date.adding(days: 1) }
        return EuropeLondon.timestamp(on: date, at: TimeOfDay(hour: isLate ? 20 : usual, minute: minute)!)
    }

    mutating func add(_ command: ConferenceCommand, to reference: ConferenceReference, at: Timestamp) {
        happenings.append(Happening(at: at, act: .conference(command, reference)))
    }

    mutating func add(_ command: DiscussionCommand, to reference: DiscussionReference, at: Timestamp) {
        happenings.append(Happening(at: at, act: .discussion(command, reference)))
    }

    /// In the order of recording; what is recorded at one moment keeps its order, and what comes after the year is left
    /// out.
    func inOrder() -> [Happening] {
        happenings.enumerated().filter { $0.element.at < year.isOver }
            .sorted { ($0.element.at, $0.offset) < ($1.element.at, $1.offset) }.map(\.element)
    }
}
