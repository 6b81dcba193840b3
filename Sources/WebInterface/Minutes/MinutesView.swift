import Conferences
import Persistence
import WorkingDays

/// A participant's page as its template sees it: the minutes, and the agenda for reading and printing.
///
/// - Source: Rulebook 1.1 to 1.3.
struct MinutesView {
    let facts: MinutesFacts
    let words: PageWords
    let action: String
    let list: String?
    let today: CalendarDate
    var done: MinutesForm.Part?
    var refused: (form: MinutesForm, problem: AnswerProblem)?

    private var discussion: Discussion { facts.discussion }
    private var participant: DiscussionParticipant { facts.participant }

    var content: [String: Any] {
        var content: [String: Any] = [
            "type": words.title(of: nil), "reference": discussion.reference.text,
            "when": words.moment(discussion.sitting), "place": discussion.sitting.place,
            "agency": facts.agencies[participant.agency] ?? participant.agency.text, "action": action,
            "today": today.description, "areas": facts.agenda.lines.map(area),
        ]
        content["list"] = list
        content["done"] = done.map { words[$0.confirmation] }
        content["refusal"] = refused.map { ["field": $0.problem.field, "sentence": $0.problem.sentence(words)] }
        content["minutes"] = participant.attended ? minutes : nil
        content["flagging"] = mayFlag ? flagging : nil
        return content
    }

    private var minutes: [String: Any] {
        var section: [String: Any] = [
            "isReceived": participant.minutesReceivedOn != nil,
            "mayReceive": participant.minutesReceivedOn == nil && discussion.minutesCirculatedOn != nil,
            "mayMiss": participant.minutesReceivedOn == nil && participant.minutesMissingOn == nil,
            "notSent": discussion.minutesCirculatedOn == nil && participant.minutesReceivedOn == nil,
        ]
        if let on = participant.minutesReceivedOn {
            section["given"] = words[.minutesReceived, ["date": words.date(on)]]
        } else if let on = participant.minutesMissingOn {
            section["given"] = words[.minutesMissing, ["date": words.date(on)]]
        }
        section["due"] = facts.dueOn.map { words[.minutesDue, ["date": words.date($0)]] }
        section["problem"] = problem("receivedOn") ?? problem("missing")
        return section
    }

    private func area(_ line: AgendaSheet.Line) -> [String: Any] {
        let said = words.said(line.area)
        var area: [String: Any] = [
            "title": said.title, "isMandatory": line.area.isMandatory, "prompts": said.prompts,
            "agencies": line.agencies.map { answer in
                ["agency": facts.agencies[answer.agency] ?? answer.agency.text, "state": state(answer.mark)]
            },
        ]
        if let mark = line.mark, discussion.heldOn != nil {
            area["state"] = state(mark)
            area["isAddressed"] = mark.isAddressed
        }
        return area
    }

    private func state(_ mark: AgendaSheet.Mark) -> String {
        switch mark {
        case .notYet: words[.markNotYet]
        case .addressed(let on): words[.markAddressed, ["date": words.date(on)]]
        case .flagged: words[.markFlagged]
        }
    }

    /// Until the discussion is closed.
    private var mayFlag: Bool { !discussion.status.isSettled }

    private var flagging: [String: Any] {
        let own = Set(
            discussion.flags.filter { $0.participant == participant.number && $0.resolvedOn == nil }.map(\.area))
        let chosen = refused?.form.fields["area"]
        var section: [String: Any] = [
            "areas": discussion.agenda.areas.filter { !own.contains($0.name) }.map { area in
                ["value": area.name.text, "label": words.said(area).title, "isChosen": area.name.text == chosen]
                    as [String: Any]
            },
            "flagged": discussion.agenda.areas.filter { own.contains($0.name) }.map { words.said($0).title },
            "hasFlagged": !own.isEmpty,
        ]
        section["problem"] = problem("area")
        return section
    }

    private func problem(_ field: String) -> String? {
        refused.flatMap { $0.problem.field == field ? $0.problem.sentence(words) : nil }
    }
}

extension AgendaSheet.Mark {
    fileprivate var isAddressed: Bool { if case .addressed = self { true } else { false } }
}

extension MinutesForm.Part {
    fileprivate var confirmation: PageWord {
        switch self {
        case .received: .doneReceived
        case .missing: .doneNotReceived
        case .flag: .doneFlag
        }
    }
}
