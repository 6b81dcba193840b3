import Conferences
import WorkingDays

/// The audit of a period: what tables, files and pages show of it.
public struct AuditFigures: Sendable {
    public let period: MeasuredPeriod
    public let agencies: [AgencyMeasures]
    public let names: [AgencyCode: String]
    /// All agencies together.
    public let all: AgencyMeasures
    /// Absent where one agency alone is asked for.
    public let partnership: PartnershipMeasures?

    /// - Parameters:
    ///   - agency: Only this one, and nothing of the partnership.
    ///   - now: Deadlines that are still to come count once they are met.
    public init(
        _ session: any DatabaseSession, _ period: MeasuredPeriod, only agency: AgencyCode?,
        calendar: WorkingDayCalendar, now: Timestamp
    ) throws {
        let readings = MeasureReadings(session)
        self.period = period
        agencies = try readings.agencies(in: period, only: agency)
        names = try DirectoryReadings(session).names(of: agencies.compactMap(\.agency))
        all = .sum(agencies)
        partnership = agency == nil ? try readings.partnership(in: period, calendar: calendar, now: now) : nil
    }

    /// A line for each agency and measure, then for each of the partnership's, for a spreadsheet.
    public var csv: String {
        var lines = ["from,to,scope,measure,count,of,percent"]
        func add(_ scope: String, _ name: String, _ share: Share) {
            lines.append(
                "\(period.from),\(period.to),\(scope),\(name),\(share.count),\(share.of),\(share.percentText ?? "")")
        }
        for line in agencies {
            for measure in AgencyMeasures.attendance + AgencyMeasures.reporting {
                add(line.agency?.text ?? "", measure.name, measure.share(line))
            }
        }
        if let partnership {
            for measure in PartnershipMeasures.measures { add("", measure.name, measure.share(partnership)) }
        }
        return lines.joined(separator: "\r\n") + "\r\n"
    }
}
