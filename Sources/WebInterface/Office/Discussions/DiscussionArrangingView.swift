import Conferences
import Persistence
import WorkingDays

/// Where a discussion is moved, given another chair, or kept quiet: each form stands there once it is asked for.
struct DiscussionArrangingView {
    let discussion: Discussion
    let visit: Visit
    let state: ConferenceView.State
    let path: String
    /// Whom the chair could pass to.
    let people: [(reference: PersonReference, name: String)]

    private typealias Part = DiscussionForm.Part

    func content(isArranged: Bool) -> [String: Any] {
        var content: [String: Any] = ["toAssignChair": link(.assignChair), "silence": silence]
        if isOpened(.assignChair) {
            content["assignChair"] = PersonChoice(typed: sent(.assignChair, "person"), people: people).content
        }
        if isArranged {
            content["toMove"] = link(.move)
            content["move"] = isOpened(.move) ? move : nil
        }
        return content
    }

    private func link(_ part: Part) -> String { "\(path)?open=\(part.rawValue)#\(part.rawValue)" }
    private func isOpened(_ part: Part) -> Bool { state.opened == part.rawValue }

    private func sent(_ part: Part, _ field: String) -> String? {
        state.sent.flatMap { $0.part == part.rawValue ? $0.fields[field] : nil }
    }

    private var move: [String: Any] {
        let sitting = discussion.sitting
        return [
            "day": sent(.move, "day") ?? sitting.on.description, "at": sent(.move, "at") ?? sitting.at.shortText,
            "place": sent(.move, "place") ?? sitting.place,
            "videoLink": sent(.move, "videoLink") ?? sitting.videoLink ?? "",
        ]
    }

    private var silence: [String: Any] {
        let held = discussion.holds.first { $0.obligation == nil && $0.hold.until > visit.today }
        var content: [String: Any] = [
            "isOpened": isOpened(.silence), "until": sent(.silence, "until") ?? "",
            "reason": sent(.silence, "reason") ?? "",
        ]
        content["held"] = held.map { ["until": $0.hold.until.spelledOut] }
        return content
    }
}

/// Somebody is to be named by reference: names are offered beside.
struct PersonChoice {
    let typed: String?
    let people: [(reference: PersonReference, name: String)]

    /// People offered at most.
    static let most = 300

    var content: [String: Any] {
        ["person": typed ?? "", "people": people.map { ["reference": $0.reference.text, "name": $0.name] }]
    }
}
