import Conferences
import WorkingDays

/// What the log records of a day that is an ordinary day again.
struct DayTakenBack: Codable {
    let on: CalendarDate

    static let kind = "dayTakenBack"
}

/// The days that the partnership set apart since its calendar was configured: closed days and holidays of its own.
public struct DaysApart {
    /// The log's stream of them.
    static let stream = "calendar"
    static let setApart = "daySetApart"

    let session: any DatabaseSession

    public init(_ session: any DatabaseSession) { self.session = session }

    /// In order of days.
    public func all() throws -> [DaySetApart] {
        try session.rows("SELECT day, kind, title FROM day_apart ORDER BY day").map { row in
            DaySetApart(on: try row.date(0), kind: try row.word(1), title: try row.text(2))
        }
    }

    func write(_ day: DaySetApart) throws {
        try session.execute(
            """
            INSERT INTO day_apart (day, kind, title) VALUES ($1, $2, $3)
            ON CONFLICT (day) DO UPDATE SET kind = excluded.kind, title = excluded.title
            """, day.on, day.kind.rawValue, day.title)
    }

    func remove(_ day: CalendarDate) throws { try session.execute("DELETE FROM day_apart WHERE day = $1", day) }

    /// Writes the table anew from the log.
    func rebuild() throws {
        try session.execute("DELETE FROM day_apart")
        for entry in try EventLog(session).entries(of: Self.stream) {
            if entry.kind == DayTakenBack.kind {
                let taken: DayTakenBack = try EventCoding.decode(entry, sealer: NoSealer())
                try remove(taken.on)
            } else {
                try write(try EventCoding.decode(entry, sealer: NoSealer()))
            }
        }
    }
}

extension Rulebook {
    /// The calendar to count by: the configuration's, with the days that were set apart since.
    public func calendar(_ session: any DatabaseSession) throws -> WorkingDayCalendar {
        let days = try DaysApart(session).all()
        return days.isEmpty ? configuredCalendar : try memory.calendar(configuredCalendar, settingApart: days)
    }
}

/// The calendar that was asked for last: with holidays set apart it takes a fraction of a millisecond to make.
final class CalendarMemory: Sendable {
    private let last = Locked<(days: [DaySetApart], calendar: WorkingDayCalendar)?>(nil)

    func calendar(_ base: WorkingDayCalendar, settingApart days: [DaySetApart]) throws -> WorkingDayCalendar {
        if let last = last.withLock({ $0 }), last.days == days { return last.calendar }
        let calendar = try base.settingApart(days)
        last.withLock { $0 = (days, calendar) }
        return calendar
    }
}

/// What setting days apart, or taking one back, changes.
public struct CalendarChange: Sendable {
    /// The days whose kind is another now, in order.
    public let days: [CalendarDate]
    /// Those that were meant as well and are no working days anyway.
    public let passedOver: [CalendarDate]
    /// What is to meet on one of the days, in order.
    public let sitting: [(matter: Matter, on: CalendarDate)]
    public let reports: [ChangeReport]
}

extension Registrar {
    /// The most days that are set apart at once, weekends between them included.
    public static let mostDaysApart = 31
    /// Characters of a reason or a holiday's name.
    public static let longestTitle = 100

    /// Sets the working days from one day to another apart, counts every open deadline that they touch anew, and tells
    /// whoever's deadline moves. The transaction is finished with it.
    ///
    /// - Throws: ``DaysApartRefusal``.
    /// - Source: Rulebook 3.7 and 3.8.
    public func setApart(
        _ kind: DaySetApart.Kind, from first: CalendarDate, to last: CalendarDate, title: String
    ) throws -> CalendarChange {
        if SingleLine.fault(of: title, limit: Self.longestTitle) != nil { throw DaysApartRefusal.title }
        guard first >= today else { throw DaysApartRefusal.over(first) }
        guard last >= first else { throw DaysApartRefusal.backwards(first, last) }
        guard last - first < Self.mostDaysApart else { throw DaysApartRefusal.tooMany(last - first + 1) }
        guard last <= WorkingDayCalendar.lastDate else { throw DaysApartRefusal.outside(last) }
        let days = (0...(last - first)).map { first.adding(days: $0) }
        let calendar = try calendar
        let kinds = try days.map { try calendar.kind(of: $0) }
        let meant = zip(days, kinds).filter { kind.mayFall(on: $0.1) }.map(\.0)
        guard !meant.isEmpty else {
            throw first == last ? DaysApartRefusal.noWorkingDay(first, kinds[0].because()) : .noWorkingDays(first, last)
        }
        try noteCounting()
        let log = EventLog(session)
        for day in meant {
            let apart = DaySetApart(on: day, kind: kind, title: title)
            try log.append(
                [(DaysApart.setApart, try EventCoding.encode(apart))], to: DaysApart.stream,
                after: log.version(of: DaysApart.stream), actor: actor, at: now)
            try DaysApart(session).write(apart)
        }
        return try changed(meant, passedOver: days.filter { !meant.contains($0) })
    }

    /// Makes a day that was set apart here an ordinary day again, as ``setApart(_:from:to:title:)`` made it none.
    ///
    /// - Throws: ``DaysApartRefusal``.
    public func takeBack(dayApart day: CalendarDate) throws -> CalendarChange {
        guard try DaysApart(session).all().contains(where: { $0.on == day }) else {
            throw DaysApartRefusal.notSetApart(day)
        }
        guard day >= today else { throw DaysApartRefusal.over(day) }
        try noteCounting()
        let log = EventLog(session)
        try log.append(
            [(DayTakenBack.kind, try EventCoding.encode(DayTakenBack(on: day)))], to: DaysApart.stream,
            after: log.version(of: DaysApart.stream), actor: actor, at: now)
        try DaysApart(session).remove(day)
        return try changed([day], passedOver: [])
    }

    /// What is stored was counted by the calendar as it stands, where nobody has written down by which.
    private func noteCounting() throws {
        if try Settings(session).rules == nil { try Settings(session).setRules(CountedDays(calendar).text) }
    }

    private func changed(_ days: [CalendarDate], passedOver: [CalendarDate]) throws -> CalendarChange {
        forgetCalendar()
        try countAnew()
        return CalendarChange(
            days: days, passedOver: passedOver, sitting: try days.flatMap(sitting(on:)),
            reports: try changeReports().filter(\.hasConsequences))
    }

    private func sitting(on day: CalendarDate) throws -> [(matter: Matter, on: CalendarDate)] {
        try session.rows(
            """
            SELECT reference FROM conference WHERE sits_on = $1 AND status = 'scheduled'
            UNION ALL SELECT 'sd:' || reference FROM discussion WHERE sits_on = $1 AND status = 'arranged'
            ORDER BY 1
            """, day
        ).map { (try Matter(text: $0.text(0)), day) }
    }
}

extension DaySetApart.Kind {
    /// Whether a day that is of a kind already can become this.
    fileprivate func mayFall(on day: DayKind) -> Bool {
        switch day {
        case .workingDay: true
        // The configuration has the last word on a holiday that it removes.
        case .workingDayByRemoval: self == .closed
        case .closed: self == .holiday
        case .weekend, .bankHoliday: false
        }
    }
}

/// Why days cannot be set apart, or taken back. Trying again with the same days does not help.
public enum DaysApartRefusal: Error, Equatable, CustomStringConvertible {
    case title
    case over(CalendarDate)
    case backwards(CalendarDate, CalendarDate)
    case tooMany(Int)
    case outside(CalendarDate)
    case noWorkingDay(CalendarDate, String)
    case noWorkingDays(CalendarDate, CalendarDate)
    case notSetApart(CalendarDate)

    public var description: String {
        switch self {
        case .title:
            "Why they are closed, or the holiday's name, is one line of at most \(Registrar.longestTitle) characters."
        case .over(let day): "\(day.spelledOut) is over: what was counted by it stands. Give today or a later day."
        case .backwards(let first, let last):
            "\(last.spelledOut) comes before \(first.spelledOut). Give the first day first."
        case .tooMany(let count):
            "That is \(count) days; set at most \(Registrar.mostDaysApart) apart at once."
        case .outside(let day):
            "\(day) lies outside the calendar, which runs to \(WorkingDayCalendar.lastDate)."
        case .noWorkingDay(let day, let because):
            "\(day.spelledOut) is no working day as it is: \(because)."
        case .noWorkingDays(let first, let last):
            "From \(first.spelledOut) to \(last.spelledOut) there is no working day as it is."
        case .notSetApart(let day):
            "\(day.spelledOut) was not set apart here. What the configuration or GOV.UK says is changed there."
        }
    }
}
