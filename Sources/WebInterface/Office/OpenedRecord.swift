/// What a form of somebody or something recorded was opened with, so that two people who edit do not undo each other's
/// work unseen.
struct OpenedRecord {
    /// A field, and how its values are told.
    struct Field: Sendable {
        let name: String
        let label: String
        var words: @Sendable (String) -> String = { $0 }
    }

    private static let prefix = "was-"

    private let fields: [Field]
    private let sent: [String: String]

    /// - Parameter sent: All that the form sent.
    init(_ fields: [Field], sent: [String: String]) { (self.fields, self.sent) = (fields, sent) }

    /// What the form carries, for its next turn.
    static func hidden(_ known: [String: String]) -> [[String: String]] {
        known.sorted { $0.key < $1.key }.map { ["name": prefix + $0.key, "value": $0.value] }
    }

    /// - Parameter known: What is on record now.
    /// - Throws: ``Overtaken`` when that is not what the form was opened with.
    func check(_ known: [String: String]) throws(Overtaken) {
        let changes = fields.compactMap { field -> String? in
            guard let was = sent[Self.prefix + field.name], let now = known[field.name], was != now else { return nil }
            func told(_ value: String) -> String { value.isEmpty ? "empty" : "“\(field.words(value))”" }
            return "\(field.label) is \(told(now)) now; it was \(told(was)) when you opened the page."
        }
        if !changes.isEmpty { throw Overtaken(changes: changes) }
    }

    /// What was typed, over what is on record now: what somebody else changed and the sender left alone is theirs.
    func merged(into known: [String: String]) -> [String: String] {
        sent.filter { !$0.key.hasPrefix(Self.prefix) }.merging(
            known.filter { name, _ in sent[name] ?? "" == sent[Self.prefix + name] }
        ) { $1 }
    }
}
