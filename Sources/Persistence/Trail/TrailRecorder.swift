import Conferences
import WorkingDays

/// Records what is no change but belongs into the trail. Whoever reads a case records it in the same transaction, so
/// that what cannot be recorded is not read either.
public struct TrailRecorder {
    let session: any DatabaseSession

    public init(_ session: any DatabaseSession) { self.session = session }

    /// - Parameters:
    ///   - command: What showed it: *conference show*.
    ///   - conference: The conference it was read through; `nil` for the case as a whole.
    public func recordRead(
        of reference: CaseReference, through conference: ConferenceReference?, by command: String, actor: String,
        at now: Timestamp
    ) throws {
        try record(
            .caseRead(by: command, conference: conference), in: "reading/\(reference)", actor: actor, at: now)
    }

    func record(_ event: TrailEvent, in stream: String, actor: String, at now: Timestamp) throws {
        let log = EventLog(session)
        try log.append(
            [(event.kind, try EventCoding.encode(event))], to: stream, after: log.version(of: stream), actor: actor,
            at: now)
    }
}
