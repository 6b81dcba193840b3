import Conferences
import Persistence
import WorkingDays

/// One message with all that befell it, as its template sees it.
struct MessageView: Sendable {
    let line: MessageReadings.Line
    let keys: [(key: ReminderKey, state: String)]
    let history: [MessageHistory.Entry]
    let ticket: (number: String, standing: String)?
    /// Whom it goes to, where the reader may know.
    let person: DirectoryReadings.PersonLine?
    let policy: Policy
    var problem: FormProblem?
    var done: String?
    /// What was typed and refused.
    var typed: [String: String] = [:]

    /// What `?done=` says was done.
    static func sentence(_ done: String?) -> String? {
        switch done {
        case "resend": "It is sent once more, with what is owed at that moment."
        case "cancel": "It is cancelled, and will not be sent."
        case "address": "The new address is on record, and the message is sent there."
        case "recorded":
            "The new address is on record. Nothing that this message was about is owed any more, so it is not sent again."
        default: nil
        }
    }

    func content(for visitor: Visitor) -> [String: Any] {
        let words = MessageWords(line: line)
        var content: [String: Any] = [
            "id": line.id, "recipient": line.recipient, "state": words.state, "isTrouble": words.isTrouble,
            "what": words.content, "channel": words.channel, "matters": words.matters(for: visitor),
            "facts": facts(words), "tells": tells(visitor).asTable, "history": incidents.asTable,
            "action": PagePath.ofMessage(line.id),
        ]
        content["problem"] = problem?.content
        content["done"] = done
        content["original"] = line.original.map(PagePath.ofMessage)
        if let person {
            content["name"] = person.contact?.name
            content["personLink"] = PagePath.of(person.reference)
        }
        if visitor.may(.changeMessages) { content["orders"] = orders(words, visitor) }
        return content
    }

    private func facts(_ words: MessageWords) -> [[String: Any]] {
        let facts: [(String, String?)] = [
            ("Due", line.dueAt.spelledOut),
            ("Standing", line.state == .sent || words.standing.isEmpty ? nil : words.standing),
            ("Next attempt", line.nextAttemptAt?.spelledOut),
            (line.state == .sent ? "Sent" : "Ended", line.settledAt?.spelledOut),
            ("Attempts", "\(line.attempts)"),
            ("At GOV.UK Notify", ticket.map { "\($0.number), \($0.standing)" }),
            ("Templates", line.channel == .webhook ? nil : line.wording.map { "version \($0)" }),
        ]
        return facts.compactMap { label, value in value.map { ["label": label, "value": $0] } }
    }

    private func tells(_ visitor: Visitor) -> [[String: Any]] {
        keys.map { key, state in
            let id = try? ObligationID(text: key.obligation)
            var content: [String: Any] = [
                "obligation": key.obligation, "title": id.map { policy.title(of: $0.kind) } ?? "",
                "step": StepTime(text: key.step)?.phrase ?? key.step, "audience": key.audience.phrase, "state": state,
            ]
            if visitor.may(.readCases) { content["link"] = PagePath.explanation(of: key.obligation) }
            return content
        }
    }

    private var incidents: [[String: Any]] {
        history.map { ["at": $0.at.spelledOut, "what": $0.incident.words, "detail": $0.detail] }
    }

    /// What the reader may order of it as it stands.
    private func orders(_ words: MessageWords, _ visitor: Visitor) -> [String: Any] {
        let isUnderWay = line.state == .waiting || line.state == .claimed
        var orders: [String: Any] = ["mayResend": !isUnderWay, "mayCancel": line.state == .waiting]
        if words.isTrouble, visitor.may(.changeDirectory), let person, let contact = person.contact {
            orders["address"] = [
                "email": typed["email"] ?? contact.email, "mobile": typed["mobile"] ?? contact.mobile ?? "",
                "isByText": line.channel == .text,
            ]
        }
        return orders
    }
}
