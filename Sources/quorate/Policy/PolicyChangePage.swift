import Conferences
import Persistence
import WorkingDays

// What adopting a rule set changes, as it is printed.
extension PolicyChange {
    func text(isDryRun: Bool) -> String {
        var lines = isDryRun ? ["DRY RUN: nothing is changed. This is what would be.", ""] : []
        lines += rules
        lines += ["", "OPEN WORK"]
        let open = ChangeSummary.count(openMatters, "conference or discussion").replacingPlural
        guard let pinned else {
            lines.append(
                openMatters == 0
                    ? "  nothing is still to meet"
                    : "  \(open) still to meet, each keeps the rules that it was arranged under (--open)")
            return lines.joined(separator: "\n")
        }
        lines.append(
            "  \(open) still to meet; \(pinned) \(pinned == 1 ? "follows" : "follow") rule set \(after.number) from now on"
        )
        let summary = ChangeSummary(reports)
        lines.append(summary.isEmpty ? "  no deadline and no message changes" : summary.text)
        let page = ChangePage(reports: reports, isDryRun: false)
        for report in reports { lines += [""] + page.lines(report) }
        return lines.joined(separator: "\n")
    }

    private var rules: [String] {
        guard isNew else { return ["RULES", "  rule set \(after.number) says the same already"] }
        let difference = difference.lines
        return [
            "RULES",
            "  rule set \(after.number), in force from \(after.effectiveOn.brief), in place of rule set \(before.number)",
        ] + (difference.isEmpty ? ["  the same clauses"] : difference.map { "    \($0)" })
    }

    var conclusion: String {
        let adopted =
            isNew
            ? "rule set \(after.number) is in force from \(after.effectiveOn.brief)."
            : "rule set \(after.number) was adopted before."
        let notices = ChangeSummary(reports).notices
        guard let pinned else { return adopted }
        return adopted + " Put under it: \(pinned) still to meet. Waiting to leave: "
            + "\(ChangeSummary.count(notices, "notice")) of a moved deadline."
    }

    func described(isDryRun: Bool) -> Described {
        Described(
            dryRun: isDryRun, ruleSet: after.number, isNew: isNew, effectiveOn: after.effectiveOn,
            inPlaceOf: before.number, clauses: difference.clauses,
            open: openMatters, followNow: pinned, summary: ChangeSummary(reports),
            changes: reports.map(DescribedChanges.Change.init))
    }

    struct Described: Encodable {
        let dryRun: Bool
        let ruleSet: Int
        let isNew: Bool
        let effectiveOn: CalendarDate
        let inPlaceOf: Int
        let clauses: [PolicyDifference.Clause]
        let open: Int
        let followNow: Int?
        let summary: ChangeSummary
        let changes: [DescribedChanges.Change]
    }
}

extension String {
    /// "1 conference or discussion is", "2 conferences or discussions are".
    fileprivate var replacingPlural: String {
        hasPrefix("1 ")
            ? self + " is" : replacing("conference or discussions", with: "conferences or discussions") + " are"
    }
}
