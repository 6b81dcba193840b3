import TestValues
import WorkingDays

/// The same questions answered by looking at one day after the other, from the list alone; days are day numbers.
struct NaiveReckoning {
    static let first = 15_340  // Sunday 1 January 2012
    static let listEnd = 21_549  // Sunday 31 December 2028, the last day of the list's last year
    static let last = 21_639  // three months on, for the counts that run past it

    private var works: [Bool]
    private var open: [Bool]

    init(_ division: Division, closed: [CalendarDate]) {
        works = (0...Self.last - Self.first).map { $0 % 7 != 0 && $0 % 7 != 6 }
        for holiday in GovUKList.events[division]! { works[Int(holiday.date.dayNumber) - Self.first] = false }
        works[Self.listEnd + 1 - Self.first] = false  // Monday 1 January 2029
        if division == .scotland { works[Self.listEnd + 2 - Self.first] = false }
        open = works
        for date in closed { open[Int(date.dayNumber) - Self.first] = false }
    }

    func isWorking(_ day: Int) -> Bool { works[day - Self.first] }
    func isOpen(_ day: Int) -> Bool { open[day - Self.first] }

    /// Nil where the reckoning runs off the beginning.
    func before(_ count: Int, _ day: Int, clear: Bool) -> (day: Int, isProvisional: Bool)? {
        var left = clear ? count + 1 : count
        var walker = left == 0 ? day : day - 1
        let provisional = walker > Self.listEnd
        if left == 0 { left = 1 }
        while walker >= Self.first {
            if isOpen(walker) { left -= 1 }
            if left == 0 { return (walker, provisional) }
            walker -= 1
        }
        return nil
    }

    func after(_ count: Int, _ day: Int) -> (day: Int, isProvisional: Bool) {
        var left = max(count, 1)
        var walker = count == 0 ? day : day + 1
        while true {
            if isWorking(walker) { left -= 1 }
            if left == 0 { return (walker, walker > Self.listEnd) }
            walker += 1
        }
    }

    func firstOpen(_ day: Int) -> Int {
        var walker = day
        while !isOpen(walker) { walker += 1 }
        return walker
    }

    func count(_ from: Int, _ to: Int) -> Int {
        if to < from { return -(to..<from).count(where: isWorking) }
        return (from..<to).count { isWorking($0 + 1) }
    }
}
