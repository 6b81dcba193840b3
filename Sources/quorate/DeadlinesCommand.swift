import ArgumentParser
import Conferences
import Daemon
import Foundation
import WorkingDays

struct DeadlinesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "deadlines", abstract: "The deadlines that follow from a conference's day.",
        usage: """
            quorate deadlines --type initial|review --on DATE [--division D] [--closed DATES] [--config FILE] [--json]
            quorate deadlines --csv < rows.csv
            """,
        discussion: """
            With --csv, standard input holds rows "type,date,division,closed" (an empty division means --division); the \
            same rows are written with one column for each deadline and "provisional" appended. With --config, the \
            partnership's own policy and calendar apply.
            """)

    @Option(help: "initial, review, pre-birth or transfer-in.") var type: ConferenceType?
    @Option(help: "The day of the conference, as YYYY-MM-DD.", transform: day) var on: CalendarDate?
    @Option(help: ArgumentHelp("The partnership's configuration.", valueName: "file")) var config: String?
    @Flag(help: "Read rows from standard input and write them with their deadlines.") var csv = false
    @Flag(help: "Print JSON.") var json = false
    @OptionGroup var options: CalendarOptions

    func run() async throws {
        let partnership =
            config == nil ? nil : try await PartnershipConfiguration.load(path: config!, readsSecrets: false)
        let policy = partnership?.policy ?? .standard
        if csv {
            guard type == nil, on == nil, !json, partnership == nil else {
                throw ValidationError(
                    "--csv takes its rows from standard input, and no --type, --on, --json or --config.")
            }
            try table(policy)
            return
        }
        guard let type, let on else { throw ValidationError("Give --type and --on, or --csv.") }
        let calendar = try partnership?.calendar.closing(options.closed) ?? options.calendar()
        let found: [(rule: ObligationRule, deadline: Deadline)]
        do {
            found = try policy.deadlines(of: type, on: on, at: policy.sendingHours.opens, calendar: calendar)
        } catch { throw CommandFailure(code: .wrongUse, message: "Error: \(error)") }
        if json { try showJSON(found, type, on, calendar) } else { show(found, type, on, calendar, policy) }
    }

    private func show(
        _ found: [(rule: ObligationRule, deadline: Deadline)], _ type: ConferenceType, _ on: CalendarDate,
        _ calendar: WorkingDayCalendar, _ policy: Policy
    ) {
        print("\(type.title) on \(on.spelledOut), \(calendar.division.title)\n")
        var rows = Table(header: ["by", "what", "rule"])
        var isMarked = false
        var hasPassed = false
        for (rule, deadline) in found {
            if !hasPassed, deadline.on > on {
                rows.add(["* \(on.brief)", "THE CONFERENCE", ""])
                hasPassed = true
            }
            let work = deadline.workTo == deadline.on ? "" : " (work to \(deadline.workTo.brief))"
            isMarked = isMarked || deadline.isProvisional
            rows.add([
                "  \(deadline.on.brief)\(deadline.isProvisional ? " (provisional)" : "")", rule.title,
                "\(rule.offset(for: type)) \(rule.anchor.phrase)\(work)",
            ])
        }
        print(rows.text())
        print(
            "\nEach ends at \(policy.cutOff) London time. `quorate explain deadline KIND --type \(type.rawValue) --on \(on)` shows the count."
        )
        if isMarked { print(provisionalNote(calendar)) }
    }

    private struct Answer: Encodable {
        let type: String
        let on: CalendarDate
        let division: String
        let closed: [CalendarDate]
        let deadlines: [Line]

        struct Line: Encodable {
            let kind: String
            let title: String
            let rule: String
            let on: CalendarDate
            let workTo: CalendarDate
            let at: String
            let provisional: Bool
        }
    }

    private func showJSON(
        _ found: [(rule: ObligationRule, deadline: Deadline)], _ type: ConferenceType, _ on: CalendarDate,
        _ calendar: WorkingDayCalendar
    ) throws {
        try Output.json(
            Answer(
                type: type.rawValue, on: on, division: calendar.division.rawValue,
                closed: calendar.closures.map(\.date),
                deadlines: found.map { rule, deadline in
                    .init(
                        kind: rule.kind.rawValue, title: rule.title,
                        rule: "\(rule.offset(for: type)) \(rule.anchor.phrase)", on: deadline.on,
                        workTo: deadline.workTo, at: deadline.at.iso8601, provisional: deadline.isProvisional)
                }))
    }

    private func table(_ policy: Policy) throws {
        let kinds = policy.kindsFromDay()
        var shelf = CalendarShelf(division: options.division, closed: options.closed)
        let filter = RowFilter(
            columns: ["type", "date", "division", "closed"], appended: kinds.map(\.rawValue) + ["provisional"])
        try filter.run { record in
            let fields = record.fields
            guard let type = ConferenceType(rawValue: fields[0].text) else {
                throw fields[0].fault(
                    "\"\(fields[0].text.prefix(40))\" is no type of conference; use \(ConferenceType.allCases.map(\.rawValue).joined(separator: ", "))."
                )
            }
            let date = try fields[1].read { try CalendarDate(iso: $0) }
            let calendar = try shelf.calendar(division: fields[2], closed: fields[3])
            let found = try fields[1].read { _ in
                try policy.deadlines(of: type, on: date, at: policy.sendingHours.opens, calendar: calendar)
            }
            let dates = kinds.map { kind in found.first { $0.rule.kind == kind }?.deadline.on.description ?? "" }
            let isProvisional = found.contains { $0.deadline.isProvisional }
            return (dates + [isProvisional ? "true" : "false"]).joined(separator: ",")
        }
    }
}
