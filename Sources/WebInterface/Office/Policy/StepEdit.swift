/// A step added, taken out or moved in a form that is still being filled in.
enum StepEdit: Equatable, Sendable {
    case add
    case remove(Int)
    case earlier(Int)
    case later(Int)

    /// What the button that was pressed says: `add`, `remove-2`, `earlier-2`, `later-2`.
    init?(_ button: String?) {
        let parts = (button ?? "").split(separator: "-")
        switch (parts.first, parts.count == 2 ? Int(parts[1]) : nil) {
        case ("add", nil): self = .add
        case ("remove", let number?): self = .remove(number)
        case ("earlier", let number?): self = .earlier(number)
        case ("later", let number?): self = .later(number)
        default: return nil
        }
    }

    /// The fields as they become; what is typed in the others stays.
    func applied(to fields: [String: String]) -> [String: String] {
        var steps = Self.steps(in: fields)
        switch self {
        case .add: if steps.count < StepFields.most { steps.append(["when": ""]) }
        case .remove(let number): if steps.indices.contains(number - 1) { steps.remove(at: number - 1) }
        case .earlier(let number): Self.swap(&steps, number - 2, number - 1)
        case .later(let number): Self.swap(&steps, number - 1, number)
        }
        var edited = fields.filter { !$0.key.hasPrefix("step-") && $0.key != "edit" }
        for (index, step) in steps.enumerated() {
            for (part, value) in step { edited["step-\(index + 1)-\(part)"] = value }
        }
        return edited
    }

    private static func swap(_ steps: inout [[String: String]], _ one: Int, _ other: Int) {
        guard steps.indices.contains(one), steps.indices.contains(other) else { return }
        steps.swapAt(one, other)
    }

    /// Each step's parts, without what their names begin with.
    private static func steps(in fields: [String: String]) -> [[String: String]] {
        (0..<StepFields.count(in: fields)).map { index in
            let start = "step-\(index + 1)-"
            let own = fields.filter { $0.key.hasPrefix(start) }.map {
                (String($0.key.dropFirst(start.count)), $0.value)
            }
            return ["when": ""].merging(own) { $1 }
        }
    }
}
