import Conferences
import TestValues
import Testing
import WorkingDays

/// What a strategy discussion obliges to.
struct DiscussionReckoning {
    var policy = SD.policy
    var calendar = GovUKList.englandAndWales

    func all(_ history: DiscussionHistory) throws -> [Obligation] {
        try #require(history.discussion).obligations(under: policy, calendar: calendar)
    }

    func find(_ kind: ObligationKind, _ history: DiscussionHistory, of participant: Int? = nil) throws -> Obligation? {
        try all(history).first { $0.id.kind == kind && $0.id.place == participant }
    }

    func obligation(
        _ kind: ObligationKind, _ history: DiscussionHistory, of participant: Int? = nil
    ) throws -> Obligation {
        try #require(try find(kind, history, of: participant))
    }

    /// The steps that an obligation still brings: `A+3 owner 2026-10-06T08:00:00Z`.
    func steps(_ kind: ObligationKind, _ history: DiscussionHistory, of participant: Int? = nil) throws -> [String] {
        try ladder(obligation(kind, history, of: participant), policy: policy, calendar: calendar).map {
            "\($0.step) \($0.audience.rawValue) \($0.leavesAt)"
        }
    }
}

extension DiscussionHistory {
    /// Held on that day and known to begin an enquiry, everything recorded in its afternoon.
    static func enquiry(on day: CalendarDate) -> DiscussionHistory {
        DiscussionHistory().then(
            [
                .arranged(as: SD.arrangement(SD.sitting(day), settledOn: day)),
                .participantAdded(participant: 1, agency: "CSC", person: "csc-2", on: day),
                .attendanceRecorded(of: [1: .present]), .held(on: day, shortfall: nil),
                .section47Recorded(isInitiated: true, leadSocialWorker: "csc-3", on: day),
            ], recordedAt: EuropeLondon.timestamp(on: day, at: "16:00"))
    }
}
