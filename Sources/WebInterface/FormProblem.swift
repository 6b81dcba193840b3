/// What is wrong with something that was typed, and in which field.
public struct FormProblem: Error, Equatable, Sendable {
    /// The field's name in its form, which is its id on the page too.
    public let field: String
    /// What is wrong, and what would be accepted.
    public let sentence: String

    public init(_ field: String, _ sentence: String) { (self.field, self.sentence) = (field, sentence) }

    init(field: String, sentence: String) { self.init(field, sentence) }

    /// Fields that several forms of a page have: in their ids, the form's name stands before theirs.
    private static let shared: Set = ["reason", "person", "approver", "by", "detail", "on"]

    /// The same of a form that stands on its page beside others.
    ///
    /// - Parameter part: The form's name.
    func inForm(_ part: String) -> FormProblem {
        Self.shared.contains(field) ? FormProblem("\(part)-\(field)", sentence) : self
    }

    /// As the summary at the top of a page shows it.
    var content: [String: Any] { ["field": field, "sentence": sentence] }

    /// The same of all that is wrong with a form; `nil` where nothing is.
    static func content(of problems: [FormProblem]) -> [String: Any]? {
        problems.first.map { first in
            var content = first.content
            content["furtherProblems"] = problems.dropFirst().map(\.content)
            return content
        }
    }
}
