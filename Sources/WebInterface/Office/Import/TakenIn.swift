/// A list as it was pasted.
public struct PastedList: Sendable {
    /// What it is called where something is wrong with it.
    public let name: String
    public let text: String

    public init(name: String, text: String) { (self.name, self.text) = (name, text) }
}

/// What became of lists that were taken in.
public struct TakenIn: Sendable {
    public enum Outcome: String, CaseIterable, Sendable {
        /// The record has no such thing yet.
        case new
        case changed
        /// The record says the same already.
        case same
    }

    /// One row that could be taken.
    public struct Row: Sendable {
        /// Of its list, from 1.
        public let line: Int
        /// What it is about: *person NHS-014*.
        public let subject: String
        public let outcome: Outcome

        public init(line: Int, subject: String, outcome: Outcome) {
            (self.line, self.subject, self.outcome) = (line, subject, outcome)
        }
    }

    /// What is wrong with one row; then nothing is to be kept.
    public struct Fault: Sendable {
        public let list: String
        public let line: Int
        /// The column's name, where one column is at fault.
        public let column: String?
        public let sentence: String

        public init(list: String, line: Int, column: String?, sentence: String) {
            (self.list, self.line, self.column, self.sentence) = (list, line, column, sentence)
        }
    }

    public let rows: [Row]
    public let faults: [Fault]
    /// Replies left out because the conference has moved since they were given.
    public let staleReplies: Int

    public init(rows: [Row], faults: [Fault], staleReplies: Int) {
        (self.rows, self.faults, self.staleReplies) = (rows, faults, staleReplies)
    }
}
