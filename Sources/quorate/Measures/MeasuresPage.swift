import Conferences
import Persistence
import WorkingDays

/// The audit as tables, and as JSON.
struct MeasuresPage: Sendable {
    let figures: AuditFigures

    var text: String {
        let head = "MEASURES  \(figures.period.from.spelledOut) to \(figures.period.to.spelledOut)"
        guard !figures.agencies.isEmpty || figures.partnership != nil else {
            return head + "\n  No conference of the period that has met had invited it."
        }
        let agencies =
            figures.agencies.isEmpty
            ? ["No conference of the period that has met had invited anybody."]
            : [
                agencyTable(AgencyMeasures.attendance, "ATTENDANCE, of those invited to attend"),
                agencyTable(AgencyMeasures.reporting, "REPORTS AND WORK WITH THE FAMILY"),
            ]
        return ([head] + agencies + [figures.partnership.map(Self.table)].compactMap { $0 }).joined(separator: "\n\n")
    }

    private func agencyTable(_ measures: [AgencyMeasures.Measure], _ title: String) -> String {
        var table = Table(header: ["agency"] + measures.map(\.short))
        for line in figures.agencies + (figures.agencies.count > 1 ? [figures.all] : []) {
            table.add(
                [line.agency.map { figures.names[$0] ?? $0.text } ?? "all"]
                    + measures.map { Self.figure($0.share(line)) })
        }
        return title + "\n" + table.text(indent: "  ")
    }

    private static func table(_ measures: PartnershipMeasures) -> String {
        var table = Table(header: ["measure", "share"])
        for measure in PartnershipMeasures.measures {
            table.add([measure.title, figure(measure.share(measures))])
        }
        if let median = measures.initialMedianDay {
            table.add(["Median working day of the initial conference", day(median)])
        }
        return "THE PARTNERSHIP\n" + table.text(indent: "  ")
    }

    /// The share, and of how many.
    private static func figure(_ share: Share) -> String {
        share.percentText.map { "\($0) % (\(share.count)/\(share.of))" } ?? "-"
    }

    private static func day(_ day: Double) -> String { day == day.rounded() ? "\(Int(day))" : "\(day)" }

    var described: Described { Described(self) }

    struct Described: Encodable {
        let from: String
        let to: String
        let agencies: [Line]
        let partnership: Line?
        let initialConferenceMedianDay: Double?

        struct Line: Encodable {
            let agency: String?
            let name: String?
            let measures: [String: Figure]
            let unrecorded: Int?
            let outcomes: [String: Int]?
        }

        struct Figure: Encodable {
            let count: Int
            let of: Int
            let percent: Double?

            init(_ share: Share) { (count, of, percent) = (share.count, share.of, share.percent) }
        }

        init(_ page: MeasuresPage) {
            (from, to) = (page.figures.period.from.description, page.figures.period.to.description)
            agencies = page.figures.agencies.map { line in
                let figures = (AgencyMeasures.attendance + AgencyMeasures.reporting).map {
                    ($0.name, Figure($0.share(line)))
                }
                return Line(
                    agency: line.agency?.text, name: line.agency.flatMap { page.figures.names[$0] },
                    measures: Dictionary(uniqueKeysWithValues: figures), unrecorded: line.unrecorded,
                    outcomes: Dictionary(uniqueKeysWithValues: line.outcomes.map { ($0.key.rawValue, $0.value) }))
            }
            partnership = page.figures.partnership.map { measures in
                let figures = PartnershipMeasures.measures.map { ($0.name, Figure($0.share(measures))) }
                return Line(
                    agency: nil, name: nil, measures: Dictionary(uniqueKeysWithValues: figures), unrecorded: nil,
                    outcomes: nil)
            }
            initialConferenceMedianDay = page.figures.partnership?.initialMedianDay
        }
    }
}
