import Conferences
import TestValues
import Testing
import WorkingDays

/// Events with the moments at which they were recorded: given such a history, when a command comes, then …
struct History {
    private(set) var events: [(event: ConferenceEvent, at: Timestamp)] = []

    var conference: Conference? { Conference.replaying(events, reference: Sample.reference) }

    /// One more event, recorded at ten in the morning of its own day unless told otherwise.
    func then(_ event: ConferenceEvent, recordedAt: Timestamp? = nil) -> History {
        var longer = self
        let tenOClock = EuropeLondon.timestamp(on: event.on ?? "2026-10-16", at: "10:00")
        longer.events.append((event, recordedAt ?? tenOClock))
        return longer
    }

    func when(_ command: ConferenceCommand, today: CalendarDate = Sample.today) -> Outcome {
        do throws(ConferenceRefusal) {
            return .events(
                try Conference.decide(
                    command, reference: Sample.reference, state: conference, context: Sample.context(today: today)))
        } catch {
            return .refused(error)
        }
    }
}

func given(_ events: ConferenceEvent...) -> History { given(events) }

func given(_ events: [ConferenceEvent]) -> History { events.reduce(History()) { $0.then($1) } }

enum Outcome: Equatable {
    case events([ConferenceEvent])
    case refused(ConferenceRefusal)

    func then(_ events: ConferenceEvent..., sourceLocation: SourceLocation = #_sourceLocation) {
        #expect(self == .events(events), sourceLocation: sourceLocation)
    }

    func thenRefused(_ refusal: ConferenceRefusal, sourceLocation: SourceLocation = #_sourceLocation) {
        #expect(self == .refused(refusal), sourceLocation: sourceLocation)
    }
}

extension ConferenceEvent {
    /// The day that the event itself names.
    fileprivate var on: CalendarDate? {
        switch self {
        case .scheduled(let scheduling): scheduling.on
        case .rescheduled(_, let on), .cancelled(let on, _), .invited(_, _, _, let on), .withdrawn(_, let on),
            .replied(_, _, let on), .delegateNamed(_, _, let on), .delegateBriefed(_, let on),
            .reportSubmitted(_, _, let on), .reportExempted(_, _, _, let on), .reportShared(_, _, _, let on):
            on
        case .attendanceRecorded: nil
        }
    }
}

/// What an obligation looks like on the day.
struct Reckoning {
    var policy = Policy.standard
    var calendar = GovUKList.englandAndWales

    func obligation(_ kind: ObligationKind, _ history: History, of invitation: Int = 1) throws -> Obligation {
        let all = try #require(history.conference).obligations(under: policy, calendar: calendar)
        return try #require(all.first { $0.id.kind == kind && $0.id.invitation.number == invitation })
    }

    func standing(_ kind: ObligationKind, _ history: History, of invitation: Int = 1) throws -> Obligation.Standing {
        try obligation(kind, history, of: invitation).standing
    }

    /// The steps that an obligation still brings: `T-5 invitee 2026-10-06T08:00:00Z`.
    func steps(_ kind: ObligationKind, _ history: History, of invitation: Int = 1) throws -> [String] {
        let sitting = try #require(history.conference).sitting
        return try ladder(
            obligation(kind, history, of: invitation), sitting: sitting, policy: policy, calendar: calendar
        )
        .map { "\($0.step) \($0.audience.rawValue) \($0.leavesAt)" }
    }
}
