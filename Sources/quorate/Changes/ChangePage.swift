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
        lines += section("note", report.advice.flatMap { Wrapped.lines($0, width: Wrapped.width - 4) })
        lines += table("deadlines", report.moved) { deadline in
            let was = deadline.was.map { $0 == deadline.now ? " (owed again)" : " (was \($0.brief))" } ?? ""
            return (deadline.obligation, { [$0, "by \(deadline.now.brief)\(was)"] })
        }
        lines += table("settled", report.settled.filter { $0.standing != "outstanding" }) { settled in
            (settled.obligation, { [$0, settled.standing] })
        }
        lines += section("mail with a calendar entry", letters(report))
        lines += table("will be sent", report.added) { reminder in
            (reminder.key.obligation, { [reminder.leavesAt.brief, "\($0) \(reminder.step)"] })
        }
        lines += table("will not be sent", report.stopped) { reminder in
            (
                reminder.key.obligation,
                { [reminder.leavesAt.brief, "\($0) \(reminder.step)", "(\(reminder.reason ?? ""))"] }
            )
        }
        return lines
    }

    /// `invitation  #1 POL-03, #2 HLT-08`: each kind in a line.
    private func letters(_ report: ChangeReport) -> [String] {
        [ChangeReport.Letter.Kind.invitation, .change, .cancellation].flatMap { kind -> [String] in
            let readers = report.letters.filter { $0.kind == kind }.map { "#\($0.number) \($0.person)" }
            guard !readers.isEmpty else { return [] }
            return Wrapped.lines(["\(kind.rawValue) to \(readers[0])"] + readers.dropFirst(), width: Wrapped.width - 4)
        }
    }

    private func section(_ title: String, _ rows: [String]) -> [String] {
        rows.isEmpty ? [] : ["  \(title)"] + rows.map { "    \($0)" }
    }

    /// One row for what several invitees or participants have alike, with their numbers at its end.
    ///
    /// - Parameter row: The obligation that an item is about, and the item's cells, given that obligation's kind.
    private func table<Item>(
        _ title: String, _ items: [Item], row: (Item) -> (obligation: String, cells: (String) -> [String])
    ) -> [String] {
        var order: [[String]] = []
        var places: [[String]: [String]] = [:]
        for item in items {
            let (text, cells) = row(item)
            let id = try? ObligationID(text: text)
            let key = cells(id?.kind.rawValue ?? text)
            if places[key] == nil { order.append(key) }
            places[key, default: []] += id?.place.map { ["#\($0)"] } ?? []
        }
        guard let first = order.first else { return [] }
        var table = Table(header: first.map { _ in "" } + [""])
        for key in order {
            table.add(key, wrapping: Wrapped.lines(places[key] ?? [], width: 30))
        }
        return ["  \(title)"] + table.text(indent: "    ").split(separator: "\n").map(String.init)
    }
}

extension ChangeReport.Reminder {
    /// Which step it is, and to whom.
    fileprivate var step: String { "\(key.step) to \(key.audience.rawValue)" }
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
        let letters: [Letter]

        init(_ report: ChangeReport) {
            matter = report.matter.description
            happened = report.happenings.map(phrase)
            advice = report.advice
            deadlines = report.moved.map { Deadline(obligation: $0.obligation, was: $0.was, on: $0.now) }
            settled = report.settled.map { Settled(obligation: $0.obligation, standing: $0.standing) }
            added = report.added.map(Reminder.init)
            stopped = report.stopped.map(Reminder.init)
            letters = report.letters.map {
                Letter(kind: $0.kind.rawValue, invitation: $0.number, person: $0.person.text)
            }
        }
    }

    struct Deadline: Encodable {
        let obligation: String
        let was: CalendarDate?
        let on: CalendarDate
    }

    struct Letter: Encodable {
        let kind: String
        let invitation: Int
        let person: String
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
