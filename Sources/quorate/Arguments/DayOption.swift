import ArgumentParser
import Daemon
import WorkingDays

/// The day on which something happened.
struct DayOption: ParsableArguments {
    @Option(
        help: ArgumentHelp("The day on which it happened, as YYYY-MM-DD (otherwise today).", valueName: "date"),
        transform: day)
    var on: CalendarDate?

    var date: CalendarDate { on ?? EuropeLondon.local(SystemWallClock().now).date }
}
