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

extension Share {
    /// To one decimal place, without it where it is whole; `nil` of nothing.
    public var percentText: String? {
        percent.map { percent in
            let tenths = Int((percent * 10).rounded())
            return tenths % 10 == 0 ? "\(tenths / 10)" : "\(tenths / 10).\(tenths % 10)"
        }
    }
}
