import Conferences
import TestValues
import Testing
import WorkingDays

/// Events with the moments at which they were recorded: given such a history, when a command comes, then …
struct History {
    private(set) var events: [(event: ConferenceEvent, at: Timestamp)] = []

    var state: ConferenceState? { Conference.state(replaying: events, reference: Sample.reference) }
    var conference: Conference? { state?.conference }

    /// One more event, recorded at ten in the morning of its own day unless told otherwise.
    func then(_ event: ConferenceEvent, recordedAt: Timestamp? = nil) -> History {
        var longer = self
        let tenOClock = EuropeLondon.timestamp(on: event.on ?? "2026-10-16", at: "10:00")
        longer.events.append((event, recordedAt ?? tenOClock))
        return longer
    }

    func when(_ command: ConferenceCommand, today: CalendarDate = Sample.today) -> Outcome {
        when(command, in: Sample.context(today: today))
    }

    func when(_ command: ConferenceCommand, in context: DecisionContext) -> Outcome {
        do throws(ConferenceRefusal) {
            return .events(
                try Conference.decide(command, reference: Sample.reference, state: state, context: context))
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

/// What an obligation looks like on the day.
struct Reckoning {
    var policy = Policy.standard
    var calendar = GovUKList.englandAndWales

    func all(_ history: History) throws -> [Obligation] {
        try #require(history.conference).obligations(under: policy, calendar: calendar)
    }

    /// Of the invitation where the kind is owed by each, else of the conference as a whole.
    func obligation(_ kind: ObligationKind, _ history: History, of invitation: Int = 1) throws -> Obligation {
        let place = try #require(policy.rules[kind]).isForEachInvitation ? invitation : nil
        return try #require(all(history).first { $0.id.kind == kind && $0.id.place == place })
    }

    func standing(_ kind: ObligationKind, _ history: History, of invitation: Int = 1) throws -> Obligation.Standing {
        try obligation(kind, history, of: invitation).standing
    }

    /// The steps that an obligation still brings: `T-5 owner 2026-10-06T08:00:00Z`.
    func steps(_ kind: ObligationKind, _ history: History, of invitation: Int = 1) throws -> [String] {
        try ladder(obligation(kind, history, of: invitation), policy: policy, calendar: calendar)
            .map { "\($0.step) \($0.audience.rawValue) \($0.leavesAt)" }
    }
}
