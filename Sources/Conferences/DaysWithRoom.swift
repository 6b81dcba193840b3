import WorkingDays

extension WorkingDayCalendar {
    /// The days that deadlines may be counted from: six months' follow a conference and seven weeks' precede it, so these
    /// keep clear of the tables' ends.
    public static let daysWithRoom = firstDate.adding(days: 60)...lastDate.adding(days: -400)
}
