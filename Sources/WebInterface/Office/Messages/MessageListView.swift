import Conferences
import Persistence
import WorkingDays

/// What a list of messages is narrowed to, as its form asks it.
struct MessageSearch {
    /// What came back stands beside the states: it was sent, and did not arrive.
    static let cameBack = "bounced"
    static let pageSize = 50

    let state: String?
    let recipient: String?
    let matter: String?
    let from: String?
    let to: String?
    private let beyond: String?

    init(_ visit: Visit) {
        (state, recipient, matter) = (visit.asked("state"), visit.asked("recipient"), visit.asked("about"))
        (from, to, beyond) = (visit.asked("from"), visit.asked("to"), visit.asked("beyond"))
    }

    /// - Throws: ``FormProblem`` for what cannot be understood.
    func filter(_ period: AskedPeriod) throws(FormProblem) -> MessageReadings.Filter {
        let state = try FormProblem.reading("state", state) { text in
            guard let state = MessageReadings.State(rawValue: text) ?? (text == Self.cameBack ? .sent : nil) else {
                throw FormProblem("state", "Choose one of the states.")
            }
            return state
        }
        return MessageReadings.Filter(
            states: self.state == Self.cameBack ? [] : Set([state].compactMap(\.self)),
            hasBounced: self.state == Self.cameBack,
            recipient: recipient,
            matter: try FormProblem.reading("about", matter) { try Matter(text: $0) },
            from: period.start, to: period.end, beyond: try FormProblem.reading("beyond", beyond, as: Self.place))
    }

    /// The address of the part of the list that follows a message.
    func following(_ line: MessageReadings.Line) -> String {
        PagePath.query(
            "/messages",
            [
                ("state", state), ("recipient", recipient), ("about", matter), ("from", from), ("to", to),
                ("beyond", "\(line.dueAt.seconds)-\(line.id)"),
            ])
    }

    private static func place(_ text: String) throws -> MessageReadings.Place {
        let parts = text.split(separator: "-", maxSplits: 1)
        guard parts.count == 2, let seconds = Int64(parts[0]) else {
            throw FormProblem("state", "That part of the list is not there. Search again.")
        }
        return MessageReadings.Place(dueAt: Timestamp(seconds: seconds), id: String(parts[1]))
    }

    var content: [String: Any] {
        let states = MessageReadings.State.allCases.map { ($0.rawValue, MessageWords.state($0)) }
        let choices = [("", "Any")] + states + [(Self.cameBack, "Came back")]
        return [
            "states": choices.map { value, label in
                ["value": value, "label": label, "isChosen": value == state ?? ""] as [String: Any]
            },
            "recipient": recipient ?? "", "about": matter ?? "", "from": from ?? "", "to": to ?? "",
            "isNarrowed": [state, recipient, matter, from, to].contains { $0 != nil },
        ]
    }
}

/// The list of messages as its template sees it.
struct MessageListView {
    let search: MessageSearch
    /// The latest first; one more than a page holds where there are more.
    let lines: [MessageReadings.Line]
    let outages: [Outages.Outage]
    let unread: Int
    let failed: FailedView
    /// What was just ordered.
    var done: String?
    var problem: FormProblem?

    func content(for visitor: Visitor) -> [String: Any] {
        let shown = lines.prefix(MessageSearch.pageSize)
        var content = search.content
        content["found"] = shown.map { row($0, visitor) }.asTable
        content["isEmpty"] = lines.isEmpty && problem == nil
        content["outages"] = outages.map { $0.sentence(\.spelledOut) }
        content["inbox"] = unread == 1 ? "1 letter to read" : "\(unread) letters to read"
        content["problem"] = problem?.content
        content["done"] = done
        if visitor.may(.changeMessages) { content["failed"] = failed.content }
        if lines.count > shown.count, let last = shown.last { content["older"] = search.following(last) }
        return content
    }

    private func row(_ line: MessageReadings.Line, _ visitor: Visitor) -> [String: Any] {
        let words = MessageWords(line: line)
        var content: [String: Any] = [
            "page": PagePath.ofMessage(line.id), "due": line.dueAt.spelledOut, "to": line.recipient,
            "what": words.content, "channel": words.channel, "matters": words.matters(for: visitor),
            "state": words.state, "standing": words.standing, "isTrouble": words.isTrouble,
        ]
        if let person = words.person, visitor.may(.readDirectory) { content["toLink"] = PagePath.of(person) }
        return content
    }
}
