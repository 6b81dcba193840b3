// How the policy table is written and read: the same words in the configuration and on the terminal.

extension DeadlineOffset: CustomStringConvertible {
    private static let words: [(unit: Unit, one: String, many: String)] = [
        (.workingDays, "working day", "working days"), (.calendarDays, "calendar day", "calendar days"),
        (.hours, "hour", "hours"), (.months, "month", "months"),
    ]

    /// `3 working days before`, `5 clear working days before`, `48 hours after`.
    public var description: String {
        let word = Self.words.first { $0.unit == unit }!
        return "\(count) \(clear ? "clear " : "")\(count == 1 ? word.one : word.many) \(direction.rawValue)"
    }

    /// - Throws: ``UnknownWord`` showing how an offset is written.
    public init(text: String) throws(UnknownWord) {
        var words = text.split(separator: " ").map(String.init)
        let isClear = words.count > 1 && words[1] == "clear"
        if isClear { words.remove(at: 1) }
        let unit = words.dropFirst().dropLast().joined(separator: " ")
        guard let count = words.first.flatMap({ Int($0) }), (0...400).contains(count),
            let known = Self.words.first(where: { $0.one == unit || $0.many == unit })?.unit,
            let direction = words.last.flatMap(Direction.init(rawValue:)),
            !isClear || (known == .workingDays && direction == .before)
        else {
            throw UnknownWord(
                word: text, kind: "deadline",
                accepted: [
                    "\"3 working days before\"", "\"5 clear working days before\"", "\"48 hours after\"",
                    "\"7 calendar days before\"", "\"3 months after\"",
                ],
                note: "a count from 0 to 400")
        }
        self.init(count, known, direction, clear: isClear)
    }
}

extension StepTime: CustomStringConvertible {
    /// `at-once`, `T-5`, `T`, `T+1`, `C-1`, `A+3`. It is part of a reminder's permanent key.
    public var description: String {
        switch self {
        case .atOnce: "at-once"
        case .deadline(let days): "T" + Self.signed(days)
        case .conference(let days): "C" + Self.signed(days)
        case .anchor(let days): "A" + Self.signed(days)
        }
    }

    private static func signed(_ days: Int) -> String { days == 0 ? "" : days > 0 ? "+\(days)" : "\(days)" }

    public init?(text: some StringProtocol) {
        if text == "at-once" {
            self = .atOnce
            return
        }
        let days = text.dropFirst()
        guard days.isEmpty || days.first == "+" || days.first == "-",
            let count = days.isEmpty ? 0 : Int(days), (-60...60).contains(count)
        else { return nil }
        switch text.first {
        case "T": self = .deadline(count)
        case "C": self = .conference(count)
        case "A" where count >= 0: self = .anchor(count)
        default: return nil
        }
    }
}

extension LadderStep: CustomStringConvertible {
    /// `T+1 owner agencyLead`; then, perhaps, `repeated`, `urgent` and `text`.
    public var description: String {
        ([time.description] + audiences.map(\.rawValue) + (isForRepetition ? ["repeated"] : [])
            + (isUrgent ? ["urgent"] : []) + (isAlsoByText ? ["text"] : [])).joined(separator: " ")
    }

    /// - Throws: ``UnknownWord`` showing how a step is written.
    public init(text: String) throws(UnknownWord) {
        var words = text.split(separator: " ")
        let isAlsoByText = words.last == "text"
        if isAlsoByText { words.removeLast() }
        let isUrgent = words.last == "urgent"
        if isUrgent { words.removeLast() }
        let isForRepetition = words.last == "repeated"
        if isForRepetition { words.removeLast() }
        let audiences = words.dropFirst().compactMap { Audience(rawValue: String($0)) }
        guard let time = words.first.flatMap({ StepTime(text: $0) }), !audiences.isEmpty,
            audiences.count == words.count - 1, Set(audiences).count == audiences.count
        else {
            throw UnknownWord(
                word: text, kind: "ladder step",
                accepted: [
                    "\"T-5 owner\"", "\"T+1 owner agencyLead\"", "\"C-1 chair\"", "\"A+3 owner\"",
                    "\"at-once owner urgent text\"",
                ],
                note:
                    "T is the deadline, C the conference, A the day counted from, in working days up to 60; then one or "
                    + "more of \(Audience.allCases.map(\.rawValue).joined(separator: ", ")); then, perhaps, repeated, "
                    + "urgent and text")
        }
        self.init(time, audiences, isUrgent: isUrgent, isForRepetition: isForRepetition, isAlsoByText: isAlsoByText)
    }
}
