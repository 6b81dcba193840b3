import Conferences
import Persistence
import WorkingDays

/// What a command changed, for people and for programs.
struct ChangePage {
    let reports: [ChangeReport]
    /// What happened to agencies, people and posts.
    var directory: [DirectoryEvent] = []
    let isDryRun: Bool

    func show(json: Bool) throws {
        if json {
            try Output.json(
                DescribedChanges(
                    dryRun: isDryRun, directory: directory.map { EventSentence().phrase($0) },
                    changes: reports.map(DescribedChanges.Change.init)))
        } else {
            print(text)
        }
    }

    private var text: String {
        let head = isDryRun ? ["DRY RUN: nothing was changed. This is what would be.", ""] : []
        let body = directory.map { sentence(EventSentence().phrase($0)) } + reports.flatMap(lines)
        return (head + (body.isEmpty ? ["Nothing changed: it stood like that already."] : body))
            .joined(separator: "\n")
    }

    private func sentence(_ phrase: String) -> String { phrase.prefix(1).uppercased() + phrase.dropFirst() + "." }

    func lines(_ report: ChangeReport) -> [String] {
        var lines = report.happenings.map { sentence(phrase($0)) }
        if report.happenings.isEmpty { lines.append("\(report.matter.title):") }
        lines += section("note", report.advice)
        lines += section("deadlines", report.moved.map(line))
        lines += section(
            "settled", report.settled.filter { $0.standing != "outstanding" }.map { "\($0.obligation)  \($0.standing)" }
        )
        lines += section("will be sent", report.added.map(line))
        lines += section("will not be sent", report.stopped.map { line($0) + "  (\($0.reason ?? ""))" })
        return lines
    }

    private func section(_ title: String, _ rows: [String]) -> [String] {
        rows.isEmpty ? [] : ["  \(title)"] + rows.map { "    \($0)" }
    }

    private func line(_ deadline: ChangeReport.Deadline) -> String {
        let was =
            deadline.was.map { $0 == deadline.now ? "  (owed again)" : "  (was \($0.brief))" } ?? ""
        return "\(deadline.obligation)  by \(deadline.now.brief)\(was)"
    }

    private func line(_ reminder: ChangeReport.Reminder) -> String {
        let (date, time) = EuropeLondon.local(reminder.leavesAt)
        return
            "\(date.brief) \(time.shortText)  \(reminder.key.obligation) \(reminder.key.step) to \(reminder.key.audience.rawValue)"
    }
}

extension Matter {
    /// As a line begins: *Strategy discussion SD-26-009*.
    var title: String {
        switch self {
        case .conference(let reference): "Conference \(reference)"
        case .discussion(let reference): "Strategy discussion \(reference)"
        }
    }
}

/// What happened, as a sentence without its first word.
private func phrase(_ happening: ChangeReport.Happening) -> String {
    switch happening {
    case .conference(let event, let reference): EventSentence().phrase(event, of: reference)
    case .discussion(let event, let reference): EventSentence().phrase(event, of: reference)
    }
}

struct DescribedChanges: Encodable {
    let dryRun: Bool
    let directory: [String]
    let changes: [Change]

    struct Change: Encodable {
        let matter: String
        let happened: [String]
        let advice: [String]
        let deadlines: [Deadline]
        let settled: [Settled]
        let added: [Reminder]
        let stopped: [Reminder]

        init(_ report: ChangeReport) {
            matter = report.matter.description
            happened = report.happenings.map(phrase)
            advice = report.advice
            deadlines = report.moved.map { Deadline(obligation: $0.obligation, was: $0.was, on: $0.now) }
            settled = report.settled.map { Settled(obligation: $0.obligation, standing: $0.standing) }
            added = report.added.map(Reminder.init)
            stopped = report.stopped.map(Reminder.init)
        }
    }

    struct Deadline: Encodable {
        let obligation: String
        let was: CalendarDate?
        let on: CalendarDate
    }

    struct Settled: Encodable {
        let obligation: String
        let standing: String
    }

    struct Reminder: Encodable {
        let key: String
        let leavesAt: String
        let reason: String?

        init(_ reminder: ChangeReport.Reminder) {
            key = reminder.key.description
            leavesAt = reminder.leavesAt.iso8601
            reason = reminder.reason
        }
    }
}
