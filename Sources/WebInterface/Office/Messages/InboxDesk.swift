import Conferences
import Hummingbird
import Persistence
import WorkingDays

/// What came back to the reply mailbox and has to be read by a person.
struct InboxDesk: Sendable {
    let store: OfficeStore
    let pages: Pages

    private static let shown = 100

    var routes: [OfficeRoute] {
        [
            .get("/inbox", needs: .readMessages) { try await list($0) },
            .post("/inbox/:mail/read", needs: .changeMessages) { try await markRead($0) },
        ]
    }

    private func list(_ visit: Visit) async throws -> Response {
        let all = visit.asked("all") != nil
        let (lines, outage) = try await store.read { session in
            (
                try InboxReadings(session).list(all: all, limit: Self.shown),
                try Outages(session).open().first { $0.destination == Outages.replyMailbox }
            )
        }
        var content: [String: Any] = [
            "isOfAll": all, "letters": lines.reversed().map { row($0, visit.visitor) }.asTable,
            "isEmpty": lines.isEmpty,
            "mayChange": visit.visitor.may(.changeMessages),
        ]
        content["outage"] = outage?.sentence(\.spelledOut)
        if visit.asked("done") != nil { content["done"] = "It is ticked off." }
        return pages.office("inbox", title: "Letters to read", for: visit, content)
    }

    private func row(_ line: InboxReadings.Line, _ visitor: Visitor) -> [String: Any] {
        var content: [String: Any] = [
            "mail": line.digest, "label": "the letter of \(line.receivedAt.spelledOut)",
            "at": line.receivedAt.spelledOut,
            "kind": Self.words(line.kind), "note": line.note, "isToRead": line.isToRead,
        ]
        content["person"] = line.person?.text
        if let person = line.person, visitor.may(.readDirectory) { content["personLink"] = PagePath.of(person) }
        content["matter"] = line.matter?.reference
        if let matter = line.matter, visitor.may(.readCases) { content["matterLink"] = PagePath.of(matter) }
        return content
    }

    private static func words(_ kind: String) -> String {
        switch kind {
        case "bounce": "Came back"
        case "delay": "Delayed"
        case "reply": "Answer from a calendar"
        case "automatic": "Automatic reply"
        case "letter": "Letter"
        default: "Not understood"
        }
    }

    private func markRead(_ visit: Visit) async throws -> Response {
        let mail = try visit.parameters.require("mail").lowercased()
        guard mail.utf8.count == 64, mail.allSatisfy(\.isHexDigit) else { throw HTTPError(.notFound) }
        // Whoever ticks it off twice, or after a colleague, has what they wanted.
        _ = try await store.database.write { try InboxReadings($0).markRead(beginning: mail, now: visit.now) }
        return Response.led(to: "/inbox?done=read")
    }
}
