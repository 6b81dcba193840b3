import Conferences
import WorkingDays

/// A measure by its name: what tables, files and pages call it.
public struct NamedMeasure<Measures>: Sendable {
    /// For programs.
    public let name: String
    /// As a heading.
    public let title: String
    /// The same where there is little room.
    public let short: String
    public let share: @Sendable (Measures) -> Share

    init(_ name: String, _ title: String, _ short: String, _ share: @escaping @Sendable (Measures) -> Share) {
        (self.name, self.title, self.short, self.share) = (name, title, short, share)
    }
}

extension AgencyMeasures {
    public typealias Measure = NamedMeasure<AgencyMeasures>

    /// What became of those invited to attend; with `unrecorded` these are all of them.
    public static let attendance: [Measure] = [
        Measure("attended", "Attended", "attended") { $0.attended },
        Measure("delegate", "Delegate attended", "delegate") { $0.delegates },
        Measure("apologiesWithReport", "Apologies, with a report", "apologies+report") { $0.apologiesWithReport },
        Measure("apologiesWithoutReport", "Apologies, without a report", "apologies alone") {
            $0.apologiesWithoutReport
        },
        Measure("absent", "Absent without apology", "absent") { $0.absent },
    ]

    public static let reporting: [Measure] = [
        Measure("report", "Report submitted", "report") { $0.reports },
        Measure("reportOnTime", "Report on time", "on time") { $0.reportsOnTime },
        Measure("discussed", "Discussed with the family", "discussed") { $0.discussed },
        Measure("discussedOnTime", "Discussed on time", "on time") { $0.discussedOnTime },
        Measure("significantOthers", "Significant others covered", "significant others") { $0.significantOthers },
    ]
}

extension PartnershipMeasures {
    public typealias Measure = NamedMeasure<PartnershipMeasures>

    public static let measures: [Measure] = [
        Measure("quorate", "Quorate conferences", "quorate") { $0.quorate },
        Measure("proceededInquorate", "Proceeded inquorate", "proceeded") { $0.proceededInquorate },
        Measure("adjournedInquorate", "Adjourned inquorate", "adjourned") { $0.adjournedInquorate },
        Measure("decisionLetterOnTime", "Decision letter on time", "letter") { $0.decisionLetters },
        Measure("recordOnTime", "Record on time", "record") { $0.records },
        Measure("coreGroupOnTime", "Core group on time", "core group") { $0.coreGroups },
        Measure("initialConferenceOnTime", "Initial conference within its working days", "initial") {
            $0.initialConferences
        },
        Measure("reviewOnTime", "Review on time", "review") { $0.reviews },
        Measure("agendaComplete", "Strategy discussion agenda complete", "agenda") { $0.agendas },
        Measure("mandatoryAreas", "Mandatory areas considered", "mandatory") { $0.mandatoryAreas },
        Measure("minutesInTime", "Strategy discussion minutes in time", "minutes") { $0.minutes },
    ]
}

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

extension Share {
    /// To one decimal place, without it where it is whole; `nil` of nothing.
    public var percentText: String? {
        percent.map { percent in
            let tenths = Int((percent * 10).rounded())
            return tenths % 10 == 0 ? "\(tenths / 10)" : "\(tenths / 10).\(tenths % 10)"
        }
    }
}
