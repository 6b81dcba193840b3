import Conferences
import WorkingDays

extension ObligationReadings {
    /// The open obligation of a kind whose deadline comes next, within sixty days.
    public func next(of kind: ObligationKind, from now: Timestamp) throws -> ObligationID? {
        try session.row(
            """
            SELECT id FROM obligation
            WHERE standing = 'outstanding' AND kind = $1 AND due_at >= $2 AND due_at < $3 ORDER BY due_at LIMIT 1
            """, kind.rawValue, now, now.adding(seconds: 60 * 86_400)
        ).map { try ObligationID(text: $0.text(0)) }
    }
}
