import Conferences
import Persistence
import WorkingDays

/// Messages as a table.
struct MessageTable {
    let lines: [MessageReadings.Line]

    var table: Table {
        var table = Table(header: ["message", "due", "to", "about", "state", ""])
        for line in lines {
            table.add([
                String(line.id.prefix(8)), line.dueAt.brief, line.recipient, about(line), line.state.rawValue,
                line.standing,
            ])
        }
        return table
    }

    private func about(_ line: MessageReadings.Line) -> String {
        let names = line.matters.map { $0.reference }
        let shown = names.prefix(2).joined(separator: ", ") + (names.count > 2 ? " and \(names.count - 2) more" : "")
        return switch line.content {
        case "alert": "undelivered: \(shown)"
        case _ where line.channel == .text: "text: \(shown)"
        case "invitation": "invitation: \(shown)"
        default: shown
        }
    }
}

extension MessageReadings.Line {
    /// When it left, or what keeps it.
    fileprivate var standing: String {
        switch state {
        case .sent: settledAt.map { "at \($0.brief)" } ?? ""
        case .waiting where attempts == 0 && detail == nil: ""
        case .waiting:
            "again \(nextAttemptAt?.brief ?? "soon")" + (detail.map { ": \($0)" } ?? "")
        case .claimed: "being sent"
        case .failed, .superseded: detail ?? ""
        }
    }
}

/// One message, with its history.
struct MessagePage {
    let line: MessageReadings.Line
    let keys: [(key: ReminderKey, state: String)]
    let history: [MessageHistory.Entry]
    /// What Notify knows it by, and whether it arrived.
    let ticket: (number: String, standing: String)?

    var text: String {
        var facts = Table(header: ["message", line.id])
        facts.add(["to", line.recipient])
        facts.add(["by", line.channel.rawValue + (line.original.map { ", beside or in place of \($0)" } ?? "")])
        facts.add(["about", line.matters.map { $0.reference }.joined(separator: ", ")])
        facts.add(["state", line.state.rawValue + (line.detail.map { ": \($0)" } ?? "")])
        facts.add(["due", line.dueAt.brief])
        if let next = line.nextAttemptAt { facts.add(["next attempt", next.brief]) }
        if let at = line.settledAt { facts.add(["settled", at.brief]) }
        facts.add(["attempts", "\(line.attempts)"])
        if let ticket { facts.add(["at GOV.UK Notify", "\(ticket.number), \(ticket.standing)"]) }
        if let wording = line.wording, line.channel != .webhook { facts.add(["templates", "version \(wording)"]) }
        return [facts.text(), reminders, incidents].compactMap { $0 }.joined(separator: "\n\n")
    }

    private var reminders: String? {
        guard !keys.isEmpty else { return nil }
        var table = Table(header: ["obligation", "step", "as", "state"])
        for entry in keys {
            table.add([entry.key.obligation, entry.key.step, entry.key.audience.rawValue, entry.state])
        }
        return "WHAT IT TELLS\n\n" + table.text(indent: "  ")
    }

    private var incidents: String? {
        guard !history.isEmpty else { return nil }
        var table = Table(header: ["at", "what", ""])
        for entry in history { table.add([entry.at.brief, entry.incident.rawValue, entry.detail]) }
        return "WHAT BEFELL IT\n\n" + table.text(indent: "  ")
    }

    var described: DescribedMessage { DescribedMessage(line, keys: keys, history: history, ticket: ticket) }
}

/// A message for programs.
struct DescribedMessage: Encodable {
    let id: String
    let channel: String
    let content: String
    let recipient: String
    let about: [String]
    let state: String
    let detail: String?
    let dueAt: String
    let attempts: Int
    let nextAttemptAt: String?
    let settledAt: String?
    let templates: String?
    /// The message that it stands beside, or leaves in place of.
    let original: String?
    let ticket: Ticket?
    let tells: [Reminder]?
    let history: [Incident]?

    /// What GOV.UK Notify knows it by: `open`, `arrived`, `failed` or `unknown`.
    struct Ticket: Encodable {
        let number: String
        let standing: String
    }

    struct Reminder: Encodable {
        let obligation: String
        let generation: Int
        let step: String
        let audience: String
        let state: String
    }

    struct Incident: Encodable {
        let at: String
        let what: String
        let detail: String
    }

    init(
        _ line: MessageReadings.Line, keys: [(key: ReminderKey, state: String)]? = nil,
        history: [MessageHistory.Entry]? = nil, ticket: (number: String, standing: String)? = nil
    ) {
        (id, channel, content) = (line.id, line.channel.rawValue, line.content)
        (recipient, about) = (line.recipient, line.matters.map(\.description))
        (state, detail, attempts) = (line.state.rawValue, line.detail, line.attempts)
        dueAt = line.dueAt.iso8601
        nextAttemptAt = line.nextAttemptAt?.iso8601
        settledAt = line.settledAt?.iso8601
        templates = line.channel == .webhook ? nil : line.wording
        original = line.original
        self.ticket = ticket.map { Ticket(number: $0.number, standing: $0.standing) }
        tells = keys?.map {
            Reminder(
                obligation: $0.key.obligation, generation: $0.key.generation, step: $0.key.step,
                audience: $0.key.audience.rawValue, state: $0.state)
        }
        self.history = history?.map { Incident(at: $0.at.iso8601, what: $0.incident.rawValue, detail: $0.detail) }
    }
}
