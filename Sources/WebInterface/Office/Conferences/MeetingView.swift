import Conferences
import Persistence
import WorkingDays

/// What the conference has to provide for, and what it decided.
struct MeetingView {
    let page: ConferenceView
    let conference: Conference

    var content: [String: Any] {
        var content: [String: Any] = [
            "needs": conference.needs.map(need), "exclusions": conference.exclusions.map(exclusion),
            "children": conference.children.map(child), "hasNoNeeds": conference.needs.isEmpty,
        ]
        if let split = conference.split {
            content["split"] = split.groups.map { $0.map(\.description).joined(separator: " and ") }
                .joined(separator: "; then ")
        }
        if page.mayChange, conference.status == .scheduled { content["before"] = before }
        if page.mayChange, !conference.status.isSettled {
            content["addChild"] = [
                "isOpened": page.state.opened == "child", "child": page.sent("child", "child") ?? "",
            ]
        }
        if page.mayChair, !conference.status.isSettled, toRule { content["rule"] = ruling }
        return content
    }

    private func recipients(chosen: String?) -> [[String: Any]] {
        conference.familyRecipients.map { ["value": "\($0)", "label": $0.label, "isChosen": "\($0)" == chosen] }
    }

    private var before: [String: Any] {
        var content: [String: Any] = [
            "isOpened": ["need", "exclusion", "split"].contains(page.state.opened ?? ""),
            "needed": recipients(chosen: page.sent("need", "for"))
                + [
                    [
                        "value": "professional", "label": "a professional",
                        "isChosen": page.sent("need", "for") == "professional",
                    ]
                ],
            "excluded": recipients(chosen: page.sent("exclusion", "of")),
            "detail": page.sent("need", "detail") ?? "", "exclusionReason": page.sent("exclusion", "reason") ?? "",
            "by": page.sent("exclusion", "by") ?? "", "late": page.sent("exclusion", "late") ?? "",
            "kinds": NeedKind.allCases.map {
                Choice.content("kind", $0.rawValue, $0.rawValue, page.sent("need", "kind"))
            },
        ]
        content["split"] = splitting
        return content
    }

    /// `nil` where there is nobody to be kept apart.
    private var splitting: [String: Any]? {
        let family = conference.familyRecipients
        guard family.count > 1 else { return nil }
        return [
            "rows": family.map { recipient in
                let field = ConferenceForm.partOf + "\(recipient)"
                return [
                    "recipient": recipient.label, "field": field,
                    "choices": (1...family.count).map { part in
                        Choice.content(field, "\(part)", "Part \(part)", page.sent("split", field) ?? "1")
                    },
                ]
            }, "reason": page.sent("split", "reason") ?? "",
        ]
    }

    private func need(_ need: MeetingNeed) -> [String: Any] {
        var row: [String: Any] = [
            "number": need.number, "kind": need.kind.rawValue,
            "for": need.recipient.map(\.label) ?? "a professional",
        ]
        row["arrangedOn"] = need.arrangedOn.map { "arranged on \($0.spelledOut)" }
        row["toArrange"] = need.arrangedOn == nil && page.mayChange && !conference.status.isSettled ? true : nil
        return row
    }

    private func exclusion(_ request: ExclusionRequest) -> [String: Any] {
        var row: [String: Any] = [
            "number": request.number, "of": "\(request.recipient)", "by": page.name(request.requestedBy),
            "on": request.requestedOn.spelledOut,
        ]
        row["decision"] = request.decision.map {
            "\($0.isGranted ? "Granted" : "Refused") on \($0.on.spelledOut)"
        }
        if request.decision == nil, page.mayChair, !conference.status.isSettled {
            let isSent = page.sent("decide-exclusion", "request") == "\(request.number)"
            let place = "decide-exclusion-\(request.number)-"
            row["toDecide"] = [
                "choices": [("yes", "Granted"), ("no", "Refused")].map {
                    Choice.content(
                        "granted", $0, $1, isSent ? page.sent("decide-exclusion", "granted") : nil, part: place)
                }, "place": place, "reason": isSent ? page.sent("decide-exclusion", "reason") ?? "" : "",
            ]
        }
        return row
    }

    private func child(_ child: ConferenceChild) -> [String: Any] {
        var row: [String: Any] = ["reference": child.reference.text]
        let mayDecide = conference.status.isPastMeeting && page.mayChair
        if let decision = child.decision {
            // The category is shown to those who ask for notes alone (Rulebook 7).
            let plan = decision.plan.map { page.showsNotes ? "A plan (\($0.rawValue))" : "A plan" } ?? "No plan"
            row["decision"] = plan + (child.decidedOn.map { ", decided on \($0.spelledOut)" } ?? "")
            if mayDecide, !conference.status.isSettled { row["toCorrect"] = decisionForm("correct-decision", child) }
        } else if mayDecide {
            row["toDecide"] = decisionForm("decide", child)
        }
        return row
    }

    private func decisionForm(_ part: String, _ child: ConferenceChild) -> [String: Any] {
        let isSent = page.sent(part, "child") == child.reference.text
        func sent(_ field: String) -> String? { isSent ? page.sent(part, field) : nil }
        return [
            "isOpened": isSent, "dissent": sent("dissent") ?? "", "reason": sent("reason") ?? "",
            "plans": ([("none", "No plan")] + PlanCategory.allCases.map { ($0.rawValue, Self.title($0)) }).map {
                Choice.content("plan", $0, $1, sent("plan"), part: "\(child.reference.text)-")
            },
            "agencies": conference.invitations.map {
                [
                    "value": $0.agency.text, "name": page.dossier.agencies[$0.agency]?.name ?? $0.agency.text,
                    "isChosen": $0.agency.text == sent("dissenter"),
                ] as [String: Any]
            },
        ]
    }

    private static func title(_ category: PlanCategory) -> String {
        switch category {
        case .neglect: "A plan: neglect"
        case .physicalAbuse: "A plan: physical abuse"
        case .sexualAbuse: "A plan: sexual abuse"
        case .emotionalAbuse: "A plan: emotional abuse"
        }
    }

    /// Whether the register shows no quorum, and the chair has not ruled on it.
    private var toRule: Bool {
        guard case .held = conference.status, conference.ruling == nil else { return false }
        return !conference.quoracyOnTheDay(page.dossier.policy.quoracy, agencies: page.dossier.agencies).isQuorate
    }

    private var ruling: [String: Any] {
        let chosen = page.sent("rule", "ruling")
        return [
            "choices": InquorateReason.allCases.map {
                Choice.content("ruling", $0.rawValue, "Go on: \($0.phrase)", chosen)
            } + [Choice.content("ruling", "adjourned", "Adjourn: a new day is found within ten working days", chosen)],
            "note": page.sent("rule", "note") ?? "",
        ]
    }
}

/// What follows the meeting: the letter, the core group, the record on its way, the review.
struct RecordView {
    let page: ConferenceView
    let conference: Conference

    var content: [String: Any] {
        var content: [String: Any] = [
            "stage": conference.record.stage.word.prefix(1).uppercased() + conference.record.stage.word.dropFirst(),
            "letter": conference.letterIssuedOn.map { "Issued on \($0.spelledOut)" } ?? "Not issued yet",
            "next": page.mayChange || page.mayChair ? next : [],
        ]
        if conference.hasPlan, !conference.type.isReview {
            content["coreGroup"] = conference.coreGroupHeldOn.map { "Met on \($0.spelledOut)" } ?? "Has not met yet"
        }
        content["review"] = conference.hasPlan ? review : nil
        if conference.hasPlan, conference.review == nil, page.mayChange {
            content["toReview"] = PagePath.query(
                "/conferences/new", [("type", "review"), ("case", conference.caseReference.text)])
        }
        let record = conference.record
        content["received"] =
            record.circulatedOn.isEmpty
            ? nil : "Received by \(record.receivedOn.count) of \(record.circulatedOn.count)"
        return content
    }

    private var review: String {
        guard let review = conference.review else { return "Not arranged" }
        return "\(review.conference), "
            + (review.heldOn.map { "held on \($0.spelledOut)" } ?? "on \(review.sitsOn.spelledOut)")
    }

    /// What can be recorded next, each a form with a day.
    private var next: [[String: Any]] {
        var steps: [(ConferenceForm.Part, String)] = []
        if conference.hasPlan, !conference.type.isReview, conference.coreGroupHeldOn == nil {
            steps.append((.coreGroup, "Core group held"))
        }
        if !conference.status.isSettled { steps += recordSteps }
        return steps.filter { page.visit.visitor.may($0.0.needs) }.map(step)
    }

    private var recordSteps: [(ConferenceForm.Part, String)] {
        var steps: [(ConferenceForm.Part, String)] = []
        if conference.letterIssuedOn == nil { steps.append((.letter, "Decision letter issued")) }
        switch conference.record.stage {
        case .notBegun: steps.append((.draftRecord, "Record being written"))
        case .drafting: steps.append((.recordToChair, "Record sent to the chair"))
        case .chairReview:
            steps += [(.approveRecord, "Chair approves the record"), (.returnRecord, "Chair returns it")]
        case .approved: steps.append((.circulateRecord, "Record circulated to everybody invited"))
        case .circulated: steps.append((.finaliseRecord, "Record final"))
        case .final: break
        }
        if case .recordIssued = conference.status { steps.append((.close, "Close the conference")) }
        return steps
    }

    private func step(_ part: ConferenceForm.Part, _ label: String) -> [String: Any] {
        [
            "part": part.rawValue, "label": label, "asksReason": part == .returnRecord,
            "reason": page.sent(part.rawValue, "reason") ?? "",
            "on": page.sent(part.rawValue, "on") ?? page.visit.today.description,
        ]
    }
}
