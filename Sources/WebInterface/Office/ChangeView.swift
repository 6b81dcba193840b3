import Conferences
import Persistence
import WorkingDays

/// What a change brings about, as a page shows it before it is confirmed: which deadlines move, who is told.
struct ChangeView {
    let reports: [ChangeReport]
    /// Who each invitee is, by the invitation's number, where that is known.
    var invitees: [Int: String] = [:]
    /// The names of people, as far as they are known.
    var names: [PersonReference: String] = [:]
    /// Names obligations as the policy does.
    let title: (ObligationKind) -> String

    var content: [String: Any] {
        let moved = reports.flatMap(\.moved)
        let stopped = reports.flatMap(\.stopped)
        let added = reports.flatMap(\.added).filter { !$0.isNotice }
        let notices = reports.flatMap(\.added).filter(\.isNotice)
        let letters = reports.flatMap(\.letters)
        return [
            "moved": rows(moved.map { ($0.obligation, deadline($0)) }), "letters": letters.map(letter),
            "hasLetters": !letters.isEmpty, "hasMoved": !moved.isEmpty,
            "addedCount": added.count, "stoppedCount": stopped.count, "advice": reports.flatMap(\.advice),
            "added": rows(added.map(reminder)), "notices": rows(notices.map(reminder)), "hasNotices": !notices.isEmpty,
            "hasAdded": !added.isEmpty, "changesNothing": !reports.contains { $0.hasConsequences },
        ]
    }

    private func deadline(_ deadline: ChangeReport.Deadline) -> [String] {
        [deadline.now.spelledOut, deadline.was.map { $0 == deadline.now ? "owed again" : $0.spelledOut } ?? "new"]
    }

    private func day(_ moment: Timestamp) -> String {
        let (date, time) = EuropeLondon.local(moment)
        return "\(date.spelledOut), \(time.shortText)"
    }

    private func reminder(_ reminder: ChangeReport.Reminder) -> (obligation: String, cells: [String]) {
        (reminder.key.obligation, [day(reminder.leavesAt), reminder.key.audience.phrase])
    }

    private func letter(_ letter: ChangeReport.Letter) -> String {
        let what =
            switch letter.kind {
            case .invitation: "an invitation"
            case .change: "the change"
            case .cancellation: "a cancellation"
            }
        return "\(names.label(letter.person)), invitee \(letter.number), is sent \(what)"
    }

    /// One row for what several invitees have alike.
    private func rows(_ items: [(obligation: String, cells: [String])]) -> [[String: Any]] {
        var order: [[String]] = []
        var places: [[String]: [String]] = [:]
        for (text, cells) in items {
            let id = try? ObligationID(text: text)
            let key = [id.map { title($0.kind) } ?? text] + cells
            if places[key] == nil { order.append(key) }
            places[key, default: []] += id?.place.map { [invitees[$0] ?? "invitee \($0)"] } ?? []
        }
        return order.map { key in
            let who = places[key] ?? []
            return [
                "title": key[0], "first": key[1], "second": key[2],
                "who": who.count > 1 && who.count == invitees.count ? "all invitees" : who.joined(separator: ", "),
            ]
        }
    }
}

extension [Invitation] {
    /// Who each is, by its number: the person, or the agency while nobody is named.
    func labels(_ names: [PersonReference: String]) -> [Int: String] {
        Dictionary(
            uniqueKeysWithValues: map { invitation in
                (
                    invitation.number,
                    invitation.person.map { names[$0] ?? $0.text } ?? "\(invitation.agency) (nobody named)"
                )
            })
    }
}
