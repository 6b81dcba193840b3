import Conferences
import WorkingDays

/// What stands at the head of a conference's page: the case, the roles, the family, the children, quoracy.
struct Facts {
    let page: ConferencePage
    let conference: Conference

    var text: String {
        let rows = basics + meeting + quoracy + arrangements + after
        let width = rows.map(\.label.count).max() ?? 0
        return rows.flatMap { row in
            Wrapped.lines(row.value, width: Wrapped.width - width - 4).enumerated().map { index, line in
                let label = index == 0 ? row.label : ""
                return "  \(label)\(String(repeating: " ", count: width - label.count))  \(line)"
            }
        }.joined(separator: "\n")
    }

    private typealias Row = (label: String, value: String)

    private var basics: [Row] {
        var rows: [Row] = [
            (
                "case",
                conference.caseReference.text
                    + (conference.discussion.map { ", after strategy discussion \($0)" } ?? "")
            ),
            ("chair", conference.chair.text), ("administrator", conference.administrator.text),
            ("lead social worker", conference.leadSocialWorker?.text ?? "nobody named yet"),
            ("reports shared with", conference.familyRecipients.map(\.description).joined(separator: ", ")),
        ]
        if conference.children.isEmpty { rows.append(("children", "none named yet")) }
        return rows
    }

    private var meeting: [Row] {
        conference.children.enumerated().map { index, child in
            (index == 0 ? "children" : "", "\(child.reference): \(decision(child))")
        }
    }

    private func decision(_ child: ConferenceChild) -> String {
        guard let decision = child.decision else { return "no decision yet" }
        // The category is shown to those who ask for notes alone (Rulebook 7).
        let plan = decision.plan.map { page.showsNotes ? "a plan (\($0.rawValue))" : "a plan" } ?? "no plan"
        let dissent = decision.dissent.map(\.agency.text).joined(separator: ", ")
        return plan + (child.decidedOn.map { ", decided on \($0.brief)" } ?? "")
            + (dissent.isEmpty ? "" : ", \(dissent) dissented")
    }

    // Before the meeting what is expected, after it what was found.

    private var quoracy: [Row] {
        let rules = page.policy.quoracy
        switch conference.status {
        case .cancelled: return []
        case .scheduled:
            return earlier + forecast(conference.quoracyForecast(rules, agencies: page.agencies))
        default:
            return earlier + result(conference.quoracyOnTheDay(rules, agencies: page.agencies))
        }
    }

    private var earlier: [Row] {
        conference.adjournments.filter { $0.redatedOn != nil }.map { ("adjourned", "inquorate on \($0.on.brief)") }
    }

    private func forecast(_ forecast: QuoracyForecast) -> [Row] {
        let expected = names(forecast.expected)
        let hint = forecast.hint(
            tippedBy: labels(forecast.tippedBy), awaited: labels(forecast.awaitedDelegates))
        let verdict = forecast.verdict.phrase
        return [("quoracy", "\(verdict): \(forecast.shortfall ?? expected)")]
            + (hint.isEmpty ? [] : [("", hint)])
    }

    private func labels(_ numbers: [Int]) -> [String] {
        numbers.compactMap(conference.invitation).map { "\($0.person?.text ?? $0.agency.text) (#\($0.number))" }
    }

    private func result(_ count: QuoracyCount) -> [Row] {
        let found: Row = (
            "quoracy", count.shortfall.map { "NOT QUORATE: \($0)" } ?? "quorate: \(names(count))"
        )
        switch conference.ruling {
        case .proceeded(let reason, _): return [found, ("", "went on by the chair’s ruling: \(reason.phrase)")]
        case .adjourned: return [found, ("", "adjourned by the chair’s ruling")]
        case nil: return [found]
        }
    }

    private func names(_ count: QuoracyCount) -> String {
        count.present.isEmpty ? "no group" : count.present.keys.sorted().map(\.name).joined(separator: ", ")
    }

    // What has to be provided for, and what follows.

    private var arrangements: [Row] {
        let needs = conference.needs.enumerated().map { index, need -> Row in
            (
                index == 0 ? "needs" : "",
                "\(need.number). \(need.kind.rawValue) for \(need.recipient?.description ?? "a professional"), "
                    + (need.arrangedOn.map { "arranged on \($0.brief)" } ?? "NOT ARRANGED")
            )
        }
        let exclusions = conference.exclusions.enumerated().map { index, request -> Row in
            let decision =
                request.decision.map { "\($0.isGranted ? "granted" : "refused") on \($0.on.brief)" }
                ?? "WAITS FOR THE CHAIR"
            return (
                index == 0 ? "exclusion" : "",
                "\(request.number). of \(request.recipient), asked for by \(request.requestedBy) on \(request.requestedOn.brief), \(decision)"
            )
        }
        let split = conference.split.map { split -> Row in
            (
                "held in parts",
                split.groups.map { $0.map(\.description).joined(separator: " and ") }.joined(separator: "; then ")
            )
        }
        return needs + exclusions + (split.map { [$0] } ?? [])
    }

    private var after: [Row] {
        guard conference.status.isPastMeeting else { return holds }
        var rows: [Row] = [
            ("decision letter", conference.letterIssuedOn.map { "issued on \($0.brief)" } ?? "not issued")
        ]
        if conference.hasPlan, !conference.type.isReview {
            rows.append(("core group", conference.coreGroupHeldOn.map { "met on \($0.brief)" } ?? "has not met"))
        }
        if let review = conference.review {
            rows.append(
                (
                    "next review",
                    "\(review.conference), "
                        + (review.heldOn.map { "held on \($0.brief)" } ?? "sits on \(review.sitsOn.brief)")
                ))
        } else if conference.hasPlan {
            rows.append(("next review", "not arranged"))
        }
        return rows + holds
    }

    private var holds: [Row] {
        let today = EuropeLondon.local(page.now).date
        return conference.holds.filter { $0.hold.until > today }.map {
            ("reminders held", "\($0.obligation.map(\.description) ?? "all") until \($0.hold.until.brief)")
        }
    }
}

/// Where the record is, and who has received it.
struct RecordSection {
    let conference: Conference

    var text: String {
        guard conference.status.isPastMeeting else { return "" }
        let record = conference.record
        let stage: String =
            switch record.stage {
            case .notBegun: "not begun"
            case .drafting(let since): "drafting since \(since.brief)"
            case .chairReview(let since): "with the chair, \(conference.chair), since \(since.brief)"
            case .approved(let on): "approved on \(on.brief), not circulated"
            case .circulated(let on): "circulated on \(on.brief), corrections open"
            case .final(let on): "final since \(on.brief)"
            }
        let lines = [
            line("received by", record.receivedOn.keys.sorted()),
            line("not received by", record.circulatedOn.keys.filter { record.receivedOn[$0] == nil }.sorted()),
            record.circulatedOn.isEmpty
                ? nil
                : line(
                    "not sent to",
                    conference.invitations.filter { $0.stands && !$0.isDraft && record.circulatedOn[$0.number] == nil }
                        .map(\.number)),
            line("corrections asked for by", record.corrections.map(\.invitation)),
        ].compactMap { $0 }
        return (["RECORD  \(stage)"] + lines).joined(separator: "\n")
    }

    private func line(_ label: String, _ numbers: [Int]) -> String? {
        guard !numbers.isEmpty else { return nil }
        let who = numbers.compactMap(conference.invitation).map { "#\($0.number) \($0.person?.text ?? $0.agency.text)" }
        return "  \(label) \(who.joined(separator: ", "))"
    }
}
