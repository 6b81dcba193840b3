/// Of an obligation `o` in a statement: whether it is owed, or overdue. What ``Obligation/isOverdue(at:)`` says, in SQL.
enum OwedCondition {
    /// It is to be done, and no meeting has gone without it.
    static let isOpen = "o.standing = 'outstanding' AND o.missed = 0"

    /// Somebody is waited for: it is open, does not end by itself, and is not arranged in time already.
    static let isChased = "o.standing = 'outstanding' AND o.lapses = 0 AND o.arranged_for IS NULL AND o.missed = 0"

    /// - Parameter now: The parameter that holds the moment, such as `$1`.
    static func isOverdue(at now: String) -> String { "\(isChased) AND o.due_at < \(now)" }
}
