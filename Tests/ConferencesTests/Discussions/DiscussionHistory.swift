import Conferences
import TestValues
import Testing
import WorkingDays

/// Events of a strategy discussion with the moments at which they were recorded.
struct DiscussionHistory {
    private(set) var events: [(event: DiscussionEvent, at: Timestamp)] = []

    var discussion: Discussion? { Discussion.replaying(events, reference: SD.reference) }

    func then(_ more: DiscussionEvent..., recordedAt: Timestamp = "2026-10-01T15:30:00Z") -> DiscussionHistory {
        then(more, recordedAt: recordedAt)
    }

    func then(_ more: [DiscussionEvent], recordedAt: Timestamp = "2026-10-01T15:30:00Z") -> DiscussionHistory {
        var longer = self
        longer.events += more.map { ($0, recordedAt) }
        return longer
    }

    func when(
        _ command: DiscussionCommand, today: CalendarDate = SD.today, policy: Policy = SD.policy,
        requiredKinds: [AgencyKind] = Discussion.minimum
    ) -> DiscussionOutcome {
        do throws(DiscussionRefusal) {
            return .events(
                try Discussion.decide(
                    command, reference: SD.reference, state: discussion,
                    context: SD.context(today: today, policy: policy, requiredKinds: requiredKinds)))
        } catch {
            return .refused(error)
        }
    }
}

func discussed(_ events: DiscussionEvent...) -> DiscussionHistory { discussed(events) }

func discussed(_ events: [DiscussionEvent]) -> DiscussionHistory { DiscussionHistory().then(events) }

enum DiscussionOutcome: Equatable {
    case events([DiscussionEvent])
    case refused(DiscussionRefusal)

    func then(_ events: DiscussionEvent..., sourceLocation: SourceLocation = #_sourceLocation) {
        #expect(self == .events(events), sourceLocation: sourceLocation)
    }

    func thenRefused(_ refusal: DiscussionRefusal, sourceLocation: SourceLocation = #_sourceLocation) {
        #expect(self == .refused(refusal), sourceLocation: sourceLocation)
    }
}
