import WorkingDays

/// How far the minutes of a strategy discussion have come. Each state carries the day on which it was entered.
///
/// - Source: Rulebook 1.3 and 5 (*minutes*). Quorate holds no minutes, only how far they are.
public enum MinutesState: Hashable, Sendable {
    case notBegun
    case drafting(on: CalendarDate)
    case chairReview(on: CalendarDate)
    /// The chair has passed them; they are to be sent out.
    case approved(on: CalendarDate)
    case circulated(on: CalendarDate)
    /// A participant has asked for a correction.
    case correctionsOpen(on: CalendarDate)
    case final(on: CalendarDate)

    /// The day on which this state was entered; `nil` before the first.
    public var enteredOn: CalendarDate? {
        switch self {
        case .notBegun: nil
        case .drafting(let on), .chairReview(let on), .approved(let on), .circulated(let on),
            .correctionsOpen(let on), .final(let on):
            on
        }
    }
}

/// What is done with minutes.
public enum MinutesStep: String, CaseIterable, Sendable {
    case draft, submit, sendBack, approve, circulate, receive, correct, finalise

    /// Whether it may follow.
    func mayFollow(_ state: MinutesState) -> Bool {
        switch (self, state) {
        case (.draft, .notBegun), (.submit, .drafting), (.sendBack, .chairReview), (.approve, .chairReview),
            (.circulate, .approved), (.circulate, .circulated), (.circulate, .correctionsOpen), (.circulate, .final),
            (.receive, .circulated), (.receive, .correctionsOpen), (.receive, .final),
            (.correct, .circulated), (.correct, .correctionsOpen),
            (.finalise, .circulated), (.finalise, .correctionsOpen):
            true
        default: false
        }
    }
}

/// What a participant finds wrong with the minutes.
public struct MinutesCorrection: Equatable, Sendable {
    /// Of the participant.
    public let participant: Int
    public let text: Note
    public let requestedOn: CalendarDate
}

/// Why the chair sent the draft back.
public struct MinutesReturn: Equatable, Sendable {
    public let on: CalendarDate
    public let reason: Note
}
