import Conferences
import Persistence
import WorkingDays

/// One person, what they owe and what is told to them, as the template sees it.
struct PersonView: Sendable {
    let person: DirectoryReadings.PersonLine
    let leads: [AgencyCode]
    let posts: [Post]
    let owed: [DirectoryReadings.OwedLine]
    let failures: [AddressFailures.Failure]
    /// Their own, and those that they lead.
    let agencies: [AgencyCode: String]
    let choice: AgencyChoice
    var problem: FormProblem?
    var overtaken: Overtaken?
    var done: String?
    /// What was typed and refused.
    var typed: [String: String] = [:]

    /// What `?done=` says was done.
    static func sentence(_ done: String?) -> String? {
        switch done {
        case "recorded": "It is on record."
        case "held": "Their reminders are held back. The last step before a conference leaves all the same."
        case "released": "Their reminders leave again."
        default: nil
        }
    }

    func content(for visitor: Visitor) -> [String: Any] {
        var content: [String: Any] = [
            "reference": person.reference.text, "agency": agencies[person.agency] ?? person.agency.text,
            "agencyLink": PagePath.of(person.agency), "action": PagePath.of(person.reference),
            "roles": leads.map { "safeguarding lead of \(agencies[$0] ?? $0.text)" } + posts.map(\.title),
            "owes": owed.map { Self.line($0, visitor) }.asTable, "failures": failures.map(Self.sentence),
            "isText": person.prefers == .text,
        ]
        content["problem"] = problem?.content
        content["overtaken"] = overtaken?.content
        content["done"] = done
        content["language"] = person.language?.ownName
        content["heldUntil"] = person.heldUntil?.spelledOut
        content["name"] = person.contact?.name
        content["email"] = person.contact?.email
        content["mobile"] = person.contact?.mobile
        if visitor.may(.readMessages) {
            content["messagesLink"] = PagePath.query("/messages", [("recipient", person.reference.text)])
        }
        if visitor.may(.changeDirectory) {
            if let known = PersonForm.fields(of: person) {
                content["change"] = PersonFormView(typed: typed.isEmpty ? known : typed, choice: choice).content
                content["opened"] = OpenedRecord.hidden(known)
            }
            content["hold"] = ["until": typed["until"] ?? "", "reason": typed["reason"] ?? ""]
        }
        return content
    }

    private static func line(_ line: DirectoryReadings.OwedLine, _ visitor: Visitor) -> [String: Any] {
        var content: [String: Any] = [
            "title": line.title, "obligation": line.obligation, "workTo": line.workTo.spelledOut,
            "isProvisional": line.isProvisional, "isOverdue": line.isOverdue,
            "stands": line.arrangedFor.map { "arranged for \($0.spelledOut)" }
                ?? (line.isOverdue ? "overdue" : "outstanding"),
        ]
        if visitor.may(.readCases) {
            content["explanation"] = PagePath.explanation(of: line.obligation)
            content["matterLink"] = (try? ObligationID(text: line.obligation)).map { PagePath.of($0.matter) }
        }
        return content
    }

    private static func sentence(_ failure: AddressFailures.Failure) -> String {
        let what = failure.channel == .text ? "mobile number" : "mail address"
        return "Nobody is reached at this \(what) since \(failure.notedAt.spelledOut): \(failure.reason)"
    }
}

/// The fields that somebody is recorded with.
struct PersonFormView {
    let typed: [String: String]
    let choice: AgencyChoice

    private static let languages =
        [("", "What the partnership writes in")] + ReadingLanguage.allCases.map { ($0.rawValue, $0.ownName) }

    var content: [String: Any] {
        [
            "reference": typed["reference"] ?? "", "name": typed["name"] ?? "", "email": typed["email"] ?? "",
            "mobile": typed["mobile"] ?? "",
            "agencyChoice": choice.content(typed["agency"], among: [("", "Choose an agency")]),
            "channels": [(PreferredChannel.mail, "By mail"), (.text, "By text message")].map { channel, label in
                [
                    "value": channel.rawValue, "label": label,
                    "isChosen": (typed["prefers"] ?? PreferredChannel.mail.rawValue) == channel.rawValue,
                ] as [String: Any]
            },
            "languages": Self.languages.map { value, label in
                ["value": value, "label": label, "isChosen": (typed["language"] ?? "") == value] as [String: Any]
            },
        ]
    }
}
