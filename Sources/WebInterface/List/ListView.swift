import Conferences
import Persistence
import WorkingDays

/// The list of all that is asked of somebody, as its template sees it.
struct ListView {
    let list: PersonalList
    let words: PageWords
    let today: CalendarDate
    /// The whole address of their calendar.
    let calendar: String
    /// Whether the reader has just named somebody to attend.
    let done: Bool
    /// Where one of them is answered.
    let path: (Engagement) -> String

    var content: [String: Any] {
        let (open, upcoming) = (list.open, list.upcoming(from: today))
        return [
            "open": open.map(entry), "upcoming": upcoming.map(line), "calendar": subscription,
            "calendarAddress": calendar, "hasNothing": open.isEmpty, "hasNothingComing": upcoming.isEmpty,
            "done": done ? words[.doneName] : false as Any,
        ]
    }

    /// What calendar programs take as a subscription.
    private var subscription: String {
        "webcal://" + (calendar.firstRange(of: "://").map { calendar[$0.upperBound...] } ?? calendar[...])
    }

    private func entry(_ entry: PersonalList.Entry) -> [String: Any] {
        var line: [String: Any] =
            entry.engagement.map(self.line) ?? [
                "reference": entry.matter.reference,
                "type": words[entry.matter.isDiscussion ? .discussion : .conference],
            ]
        line["owed"] = entry.owed.map { owed in
            var item: [String: Any] = ["title": title(of: owed)]
            item[owed.isOverdue ? "late" : "due"] =
                words[
                    owed.isOverdue ? .overdue : .due, ["date": words.date(owed.workTo)]]
            return item
        }
        return line
    }

    private func title(of owed: DirectoryReadings.OwedLine) -> String {
        let kind = (try? ObligationID(text: owed.obligation))?.kind
        return kind.flatMap(words.owed) ?? owed.title
    }

    private func line(_ engagement: Engagement) -> [String: Any] {
        [
            "reference": engagement.matter.reference, "type": words.title(of: engagement.type), "hasPlace": true,
            "when": words.moment(engagement.sitting), "place": engagement.sitting.place,
            "part": part(engagement), "path": path(engagement), "lacksMinutes": engagement.lacksMinutes,
        ]
    }

    private func part(_ engagement: Engagement) -> String {
        let agency = ["agency": engagement.agencyName]
        return switch engagement.part {
        case .invitee: words[.asInvitee, agency]
        case .lead: words[.asLead, agency]
        case .delegate: words[.asDelegate, agency]
        case .participant: words[.asParticipant, agency]
        }
    }
}

extension Matter {
    fileprivate var isDiscussion: Bool { if case .discussion = self { true } else { false } }
}
