import Conferences
import Persistence
import WorkingDays

/// A delegate's page as its template sees it.
struct DelegateView {
    let facts: DelegateFacts
    let words: PageWords
    let action: String
    let list: String?
    var isDone = false
    var refused: (form: DelegateForm, problem: AnswerProblem)?

    var content: [String: Any] {
        let conference = facts.conference
        var content: [String: Any] = [
            "type": words.title(of: conference.type), "reference": conference.reference.text,
            "when": words.moment(conference.sitting), "place": conference.sitting.place, "standsInFor": standsInFor,
            "action": action, "isOpen": !conference.status.isPastMeeting,
            "isAccepted": facts.delegate.acceptedOn != nil, "isBriefed": facts.delegate.briefedOn != nil,
            "choices": choices, "reason": refused?.form.fields["reason"] ?? "",
        ]
        content["list"] = list
        content["videoLink"] = conference.sitting.videoLink
        content["done"] = isDone ? words[.doneAccept] : nil
        content["refusal"] = refused.map { ["field": $0.problem.field, "sentence": $0.problem.sentence(words)] }
        content["hasReport"] = facts.invitation.capacity.reports ? [reportFacts] : nil
        return content
    }

    private var standsInFor: String {
        guard let name = facts.inviteeName else { return words[.standsInForAgency, ["agency": facts.agency.name]] }
        return words[.standsIn, ["name": name, "agency": facts.agency.name]]
    }

    private var choices: [[String: Any]] {
        let chosen = refused?.form.fields["standsIn"] ?? (facts.delegate.acceptedOn == nil ? nil : "yes")
        return [("yes", .willStandIn), ("no", .cannotStandIn)].map { (value: String, label: PageWord) in
            [
                "id": "standsIn-\(value)", "name": "standsIn", "value": value, "label": words[label],
                "isChosen": value == chosen,
            ]
        }
    }

    private var reportFacts: [String: Any] {
        let version = facts.invitation.report.versions.last
        var report: [String: Any] = ["isExempt": facts.invitation.report.isExempt, "isSubmitted": version != nil]
        report["given"] = version.map {
            words[$0.coversSignificantOthers ? .reportCovering : .reportNotCovering, ["date": words.date($0.on)]]
        }
        return report
    }
}
