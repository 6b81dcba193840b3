import Conferences
import WorkingDays

/// How many of how many.
public struct Share: Hashable, Sendable {
    public let count: Int
    public let of: Int

    public init(_ count: Int, of: Int) { (self.count, self.of) = (count, of) }

    /// 0...100; `nil` of nothing.
    public var percent: Double? { of == 0 ? nil : 100 * Double(count) / Double(of) }

    static func + (one: Share, other: Share) -> Share { Share(one.count + other.count, of: one.of + other.of) }
}

/// What came of sharing reports with the family, by recipient.
public enum SharingWord: String, CaseIterable, Sendable {
    case faceToFace = "face-to-face"
    case video, telephone
    case sentOnly = "sent-only"
    case refused
    case unableToContact = "unable-to-contact"
    case exempt
}

/// How one agency did at the conferences of a period that have met, counted where it was invited and nowhere else.
///
/// - Source: Rulebook 8.
public struct AgencyMeasures: Hashable, Sendable {
    /// Absent for all agencies together.
    public let agency: AgencyCode?
    /// Of those invited to attend, as far as the register says what became of them: who came themselves.
    public let attended: Share
    public let delegates: Share
    /// Absent with apologies, the report submitted by the conference's day.
    public let apologiesWithReport: Share
    public let apologiesWithoutReport: Share
    public let absent: Share
    /// Invitations to attend of which the register says nothing.
    public let unrecorded: Int
    /// Reports submitted by the conference's day, of those asked.
    public let reports: Share
    /// Of those asked with time enough, submitted by the deadline.
    public let reportsOnTime: Share
    /// Reports of which nothing more is owed to anybody in the family: discussed, or refused, or nobody was reached.
    public let discussed: Share
    public let discussedOnTime: Share
    /// Recipients in the family by what came of sharing.
    public let outcomes: [SharingWord: Int]
    /// Of the reports submitted.
    public let significantOthers: Share

    /// All of them together.
    static func sum(_ all: [AgencyMeasures]) -> AgencyMeasures {
        func total(_ part: (AgencyMeasures) -> Share) -> Share { all.map(part).reduce(Share(0, of: 0), +) }
        return AgencyMeasures(
            agency: nil, attended: total(\.attended), delegates: total(\.delegates),
            apologiesWithReport: total(\.apologiesWithReport), apologiesWithoutReport: total(\.apologiesWithoutReport),
            absent: total(\.absent), unrecorded: all.reduce(0) { $0 + $1.unrecorded }, reports: total(\.reports),
            reportsOnTime: total(\.reportsOnTime), discussed: total(\.discussed),
            discussedOnTime: total(\.discussedOnTime),
            outcomes: all.reduce(into: [:]) { $0.merge($1.outcomes, uniquingKeysWith: +) },
            significantOthers: total(\.significantOthers))
    }
}

/// How the partnership did in a period.
///
/// - Source: Rulebook 8.
public struct PartnershipMeasures: Hashable, Sendable {
    /// Of the sittings of the period, those that were adjourned among them.
    public let quorate: Share
    public let proceededInquorate: Share
    public let adjournedInquorate: Share
    /// By the deadline, of those whose deadline fell in the period and has passed or was met.
    public let decisionLetters: Share
    public let records: Share
    public let coreGroups: Share
    public let initialConferences: Share
    public let reviews: Share
    /// The working day, counted from the initiating discussion, on which half of the initial conferences had been held.
    public let initialMedianDay: Double?
    /// Of the strategy discussions of the period that were held: every area addressed.
    public let agendas: Share
    public let mandatoryAreas: Share
    /// Of those who attended them: minutes in time.
    public let minutes: Share
}

/// A span of days, both included.
public struct MeasuredPeriod: Hashable, Sendable {
    public let from: CalendarDate
    public let to: CalendarDate

    /// - Returns: `nil` where it would end before it begins.
    public init?(from: CalendarDate, to: CalendarDate) {
        guard from <= to else { return nil }
        (self.from, self.to) = (from, to)
    }

    /// The period as it is asked for: up to today where no last day is given, and of the three months that end with it where
    /// no first one is.
    ///
    /// - Returns: `nil` where it would end before it begins.
    public init?(from: CalendarDate?, to: CalendarDate?, today: CalendarDate) {
        let last = to ?? today
        let months = last.year * 12 + last.month - 3
        guard let first = from ?? CalendarDate(year: months / 12, month: months % 12 + 1, day: 1) else { return nil }
        self.init(from: first, to: last)
    }
}
