import Conferences
import Persistence
import WorkingDays

// The agenda, area by area.
extension DiscussionView {
    private var mayAnswer: Bool { !discussion.status.isSettled && visit.visitor.may(.chairCases) }

    func area(_ area: AgendaArea) -> [String: Any] {
        let flags = discussion.openFlags(of: area.name)
        let isOpened = isOpen && state.opened == area.name.text
        var row: [String: Any] = [
            "name": area.name.text, "title": area.title, "isMandatory": area.isMandatory,
            "mark": !flags.isEmpty ? "overdue" : discussion.isRecorded(area) ? "met" : "due",
            "state": !flags.isEmpty
                ? "flagged as not covered" : discussion.isRecorded(area) ? "considered" : "not considered yet",
            "flags": mayAnswer ? flags.map(flag) : [],
        ]
        if area.perAgency {
            let waiting = discussion.agenciesWithoutAnswer(in: area)
            row["waiting"] =
                waiting.isEmpty
                ? nil : waiting.map { dossier.agencies[$0]?.name ?? $0.text }.joined(separator: ", ")
        }
        row["notes"] = showsNotes ? notes(area) : nil
        if isOpened {
            row["form"] = form(area)
        } else if isOpen {
            row["change"] = "\(path)?open=\(area.name)#area-\(area.name)"
        }
        return row
    }

    private func flag(_ flag: AreaFlag) -> [String: Any] {
        let isSent = sent("answer", "flag") == "\(flag.number)"
        return [
            "number": flag.number, "participant": flag.participant,
            "answer": isSent ? sent("answer", "answer") ?? "" : "",
        ]
    }

    private func notes(_ area: AgendaArea) -> [String] {
        if !area.perAgency { return discussion.areas[area.name].map { [$0.note.shown] } ?? [] }
        let answers = discussion.agencyAreas[area.name] ?? [:]
        return answers.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value.note.shown)" }
    }

    private func form(_ area: AgendaArea) -> [String: Any] {
        var form: [String: Any] = [
            "prompts": area.prompts, "note": sent("consider", "note") ?? "", "what": sent("consider", "what") ?? "",
            "owner": sent("consider", "owner") ?? "", "due": sent("consider", "due") ?? "",
            "outcomes": [("none", "No action is needed"), ("action", "An action is agreed")].map {
                Choice.content("outcome", $0, $1, sent("consider", "outcome"))
            },
        ]
        let standing = discussion.standingParticipants
        form["flag"] =
            standing.isEmpty
            ? nil
            : [
                "participants": standing.map {
                    [
                        "isChosen": sent("flag", "participant") == "\($0.number)", "number": "\($0.number)",
                        "label": "\($0.number). \(dossier.agencies[$0.agency]?.name ?? $0.agency.text)",
                    ]
                }
            ]
        if area.perAgency {
            form["agencies"] = [
                "list": discussion.agencies.map { ["value": $0.text, "label": dossier.agencies[$0]?.name ?? $0.text] }
            ]
        }
        return form
    }
}

/// One line of an agenda for printing.
enum AgendaLineView {
    static func content(_ line: AgendaSheet.Line) -> [String: Any] {
        var content: [String: Any] = [
            "number": line.number, "title": line.area.title, "isMandatory": line.area.isMandatory,
            "prompts": line.area.prompts,
            "agencies": line.agencies.map { ["agency": $0.agency.text, "state": word($0.mark)] },
        ]
        content["state"] = line.mark.map(word)
        content["isAddressed"] = line.mark.map { if case .addressed = $0 { true } else { false } } ?? false
        return content
    }

    private static func word(_ mark: AgendaSheet.Mark) -> String {
        switch mark {
        case .notYet: "not yet"
        case .addressed(let on): "addressed on \(on.spelledOut)"
        case .flagged(let participants):
            "flagged as not covered by participant \(participants.map { "\($0)" }.joined(separator: ", "))"
        }
    }
}
