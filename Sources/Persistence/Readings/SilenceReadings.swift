import Conferences
import WorkingDays

/// The silences in force: whose and which reminders are held back, and until when.
public struct SilenceReadings {
    private let session: any DatabaseSession

    public init(_ session: any DatabaseSession) { self.session = session }

    /// What is silent.
    public enum Subject: Hashable, Sendable {
        /// All that a person owes.
        case person(PersonReference)
        /// All of a conference or strategy discussion.
        case matter(Matter)
        case obligation(ObligationID)
    }

    /// One silence; why it was ordered is sealed with its person or case, and not told here.
    public struct Silence: Hashable, Sendable {
        public let subject: Subject
        public let hold: ReminderHold
    }

    /// Who ordered a silence, as the trail names them; `nil` where the log does not tell.
    public func orderer(of silence: Silence) throws -> String? {
        let stream =
            switch silence.subject {
            case .person(let person): "person/\(person)"
            case .matter(let matter): matter.stream
            case .obligation(let id): id.matter.stream
            }
        return try session.row(
            "SELECT actor FROM event WHERE stream = $1 AND recorded_at = $2 ORDER BY version DESC LIMIT 1", stream,
            silence.hold.from
        )?.text(0)
    }

    /// What is owed, in the words of a heading; `nil` for what is not known.
    public func title(of obligation: ObligationID) throws -> String? {
        try session.row("SELECT title FROM obligation WHERE id = $1", obligation.description)?.text(0)
    }

    /// Those that have not ended, in the order in which they end, without those of what was cancelled.
    public func inForce(on today: CalendarDate) throws -> [Silence] {
        let people = try PersonHolds(session).all().map { Silence(subject: .person($0.key), hold: $0.value) }
        return (people + (try ofMatters())).filter { $0.hold.until > today }.sorted {
            ($0.hold.until, $0.hold.from.seconds) < ($1.hold.until, $1.hold.from.seconds)
        }
    }

    private func ofMatters() throws -> [Silence] {
        let readings = ConferenceReadings(session)
        return try session.rows("SELECT DISTINCT stream FROM event WHERE kind = 'remindersHeld' ORDER BY stream")
            .flatMap { row -> [Silence] in
                let stream = try row.text(0)
                let reference = String(stream[stream.index(after: stream.firstIndex(of: "/") ?? stream.startIndex)...])
                if stream.hasPrefix("conference/") {
                    let conference: ConferenceReference = try Reference(reference)
                    guard let found = try readings.conference(conference), !found.status.isCancelled else { return [] }
                    return found.holds.map { silence($0.obligation, .conference(conference), $0.hold) }
                }
                let discussion: DiscussionReference = try Reference(reference)
                guard let found = try readings.discussion(discussion), !found.status.isCancelled else { return [] }
                return found.holds.map { silence($0.obligation, .discussion(discussion), $0.hold) }
            }
    }

    private func silence(_ obligation: ObligationID?, _ matter: Matter, _ hold: ReminderHold) -> Silence {
        Silence(subject: obligation.map(Subject.obligation) ?? .matter(matter), hold: hold)
    }
}
