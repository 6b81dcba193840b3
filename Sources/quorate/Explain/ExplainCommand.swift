import ArgumentParser
import Conferences
import Daemon
import WorkingDays

struct ExplainCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain", abstract: "Show why a date is what it is, day by day.",
        subcommands: [Before.self, After.self, OfDeadline.self, OfObligation.self])

    struct Before: ParsableCommand {
        static let configuration = CommandConfiguration(commandName: "before", abstract: "Explain a count backward.")

        @Argument(help: "How many working days, 0 or more.") var count: Int
        @Argument(help: "The day to count from, as YYYY-MM-DD.", transform: day) var date: CalendarDate
        @Flag(help: "Count neither end day.") var clear = false
        @Flag(help: "Print JSON.") var json = false
        @OptionGroup var options: CalendarOptions

        func run() throws {
            try Explanation(DeadlineOffset(count, .workingDays, .before, clear: clear), from: date)
                .show(options.calendar(), json: json)
        }
    }

    struct After: ParsableCommand {
        static let configuration = CommandConfiguration(commandName: "after", abstract: "Explain a count forward.")

        @Argument(help: "How many working days, 0 or more.") var count: Int
        @Argument(help: "The day to count from, as YYYY-MM-DD.", transform: day) var date: CalendarDate
        @Flag(help: "Print JSON.") var json = false
        @OptionGroup var options: CalendarOptions

        func run() throws {
            try Explanation(DeadlineOffset(count, .workingDays, .after), from: date)
                .show(options.calendar(), json: json)
        }
    }

    struct OfDeadline: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "deadline", abstract: "Explain one deadline of a conference.")

        @Argument(help: "Which obligation, for example shareWithFamily.") var kind: ObligationKind
        @Option(help: "initial or review.") var type: ConferenceType
        @Option(help: "The day of the conference, as YYYY-MM-DD.", transform: day) var on: CalendarDate
        @Flag(help: "Print JSON.") var json = false
        @OptionGroup var options: CalendarOptions

        func run() throws {
            guard let rule = Policy.standard.rules[kind], rule.anchor == .conference || rule.anchor == .planMade else {
                throw ValidationError("\(kind.rawValue) is not counted from the conference; explain before or after.")
            }
            try Explanation(
                rule.offset(for: type), from: on,
                heading: "\(rule.title): \(rule.offset(for: type)) \(rule.anchor.phrase) (Rulebook 4, \(kind.rawValue))"
            ).show(options.calendar(), json: json)
        }
    }
}

extension ObligationKind: ExpressibleByArgument {}
extension ConferenceType: ExpressibleByArgument {}
