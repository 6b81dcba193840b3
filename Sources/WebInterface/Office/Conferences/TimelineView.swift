import Conferences
import Persistence
import WorkingDays

/// The deadlines of a conference in the order of their days, and where each stands: met, due, overdue, missed, not asked.
struct TimelineView {
    let conference: Conference
    let dossier: ConferenceDossier
    let now: Timestamp

    private var today: CalendarDate { EuropeLondon.local(now).date }

    /// How one deadline stands, and how it is shown: by a sign and a word, never by colour alone.
    enum Mark: String {
        case met, due, overdue, missed, none
    }

    /// What is owed of one kind by one day.
    private struct Entry {
        let day: CalendarDate
        let kind: ObligationKind
        let obligations: [Obligation]
    }

    var rows: [[String: Any]] {
        var rows: [(day: CalendarDate, order: Int, content: [String: Any])] = entries.map { ($0.day, 1, row($0)) }
        rows.append(
            (
                conference.sitting.on, 2,
                [
                    "day": conference.sitting.on.spelledOut, "title": "The conference",
                    "detail": "\(conference.sitting.at.shortText), \(conference.sitting.place)", "mark": "sitting",
                ]
            ))
        rows.append((today, 0, ["day": today.spelledOut, "title": "Today", "mark": "today"]))
        return rows.sorted { ($0.day, $0.order) < ($1.day, $1.order) }.map(\.content)
    }

    private var entries: [Entry] {
        var found: [[String]: [Obligation]] = [:]
        for obligation in dossier.obligations where isShown(obligation) {
            found[["\(obligation.deadline.workTo)", obligation.id.kind.rawValue], default: []].append(obligation)
        }
        return found.values.compactMap { group in
            group.first.map { Entry(day: $0.deadline.workTo, kind: $0.id.kind, obligations: group) }
        }.sorted { ($0.day, $0.kind.rawValue) < ($1.day, $1.kind.rawValue) }
    }

    private func isShown(_ obligation: Obligation) -> Bool {
        switch obligation.standing {
        case .withdrawn, .cancelled: false
        default: true
        }
    }

    private func row(_ entry: Entry) -> [String: Any] {
        let marks = entry.obligations.map { Self.mark($0, now) }
        let mark = [Mark.overdue, .due, .missed, .met, .none].first { marks.contains($0) } ?? .none
        var content: [String: Any] = [
            "day": entry.day.spelledOut, "title": dossier.policy.title(of: entry.kind), "mark": mark.rawValue,
            "detail": detail(entry, marks), "isProvisional": entry.obligations[0].deadline.isProvisional,
        ]
        content["explanation"] = PagePath.explanation(of: "\(entry.obligations[0].id)")
        return content
    }

    private func detail(_ entry: Entry, _ marks: [Mark]) -> String {
        if marks.count == 1 { return Self.word(entry.obligations[0], now) }
        let counts = [
            (Mark.met, "met"), (.due, "due"), (.overdue, "overdue"), (.missed, "missed"), (.none, "not asked"),
        ]
        .map { mark, word in (marks.filter { $0 == mark }.count, word) }
        return counts.filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }.joined(separator: ", ")
    }

    static func mark(_ obligation: Obligation, _ now: Timestamp) -> Mark {
        switch obligation.standing {
        case .met: .met
        case .outstanding: obligation.isMissed ? .missed : obligation.isOverdue(at: now) ? .overdue : .due
        case .exempt, .withdrawn, .cancelled, .impossibleNotice: .none
        }
    }

    static func word(_ obligation: Obligation, _ now: Timestamp) -> String {
        switch obligation.standing {
        case .met(let on): (on > obligation.deadline.on ? "met late, on " : "met on ") + on.spelledOut
        case .outstanding:
            if obligation.isMissed {
                "missed: not done before the conference"
            } else if let day = obligation.arrangedFor {
                "arranged for \(day.spelledOut)"
            } else {
                mark(obligation, now) == .overdue ? "overdue" : "due"
            }
        case .exempt: "exempt"
        case .impossibleNotice: "impossible notice: not chased"
        case .withdrawn: "withdrawn"
        case .cancelled: "cancelled"
        }
    }
}
