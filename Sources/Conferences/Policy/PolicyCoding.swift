import WorkingDays

// How the log keeps a rule set: the words of the configuration, so that an entry can be read by people and for good.

extension Policy: Codable {
    private enum Key: String, CodingKey {
        case cutOff, sendFrom, sendUntil, obligations, minimumGroups, socialCareRequired, groups, exclusionNotice
        case conveneFrom, discussionMinimum
    }

    public init(from decoder: any Decoder) throws {
        let box = try decoder.container(keyedBy: Key.self)
        let rules = try box.decode([ObligationRule].self, forKey: .obligations)
        self.init(
            cutOff: try TimeOfDay(text: box.decode(String.self, forKey: .cutOff)),
            sendingHours: SendingHours(
                opens: try TimeOfDay(text: box.decode(String.self, forKey: .sendFrom)),
                closes: try TimeOfDay(text: box.decode(String.self, forKey: .sendUntil))),
            rules: Dictionary(rules.map { ($0.kind, $0) }) { $1 })
        let groups = try box.decode([String: String].self, forKey: .groups)
        quoracy = QuoracyRules(
            minimum: try box.decode(Int.self, forKey: .minimumGroups),
            requiresSocialCare: try box.decode(Bool.self, forKey: .socialCareRequired))
        for (code, name) in groups { quoracy.groups[try AgencyCode(code)] = QuoracyGroup(name: name) }
        exclusionNotice = try DeadlineOffset(text: box.decode(String.self, forKey: .exclusionNotice))
        conveneFrom = try word(box.decode(String.self, forKey: .conveneFrom))
        discussionMinimum = try box.decode([AgencyKind].self, forKey: .discussionMinimum)
    }

    public func encode(to encoder: any Encoder) throws {
        var box = encoder.container(keyedBy: Key.self)
        try box.encode(cutOff.description, forKey: .cutOff)
        try box.encode(sendingHours.opens.description, forKey: .sendFrom)
        try box.encode(sendingHours.closes.description, forKey: .sendUntil)
        try box.encode(kinds.compactMap { rules[$0] }, forKey: .obligations)
        try box.encode(quoracy.minimum, forKey: .minimumGroups)
        try box.encode(quoracy.requiresSocialCare, forKey: .socialCareRequired)
        try box.encode(
            Dictionary(uniqueKeysWithValues: quoracy.groups.map { ($0.key.text, $0.value.name) }), forKey: .groups)
        try box.encode(exclusionNotice.description, forKey: .exclusionNotice)
        try box.encode(conveneFrom.rawValue, forKey: .conveneFrom)
        try box.encode(discussionMinimum, forKey: .discussionMinimum)
    }
}

extension ObligationRule: Codable {
    private enum Key: String, CodingKey {
        case kind, title, owner, anchor, initial, review, noLaterThan, cutOff, ladder
    }

    public init(from decoder: any Decoder) throws {
        let box = try decoder.container(keyedBy: Key.self)
        self.init(
            kind: try word(box.decode(String.self, forKey: .kind)), title: try box.decode(String.self, forKey: .title),
            owner: try word(box.decode(String.self, forKey: .owner)),
            anchor: try word(box.decode(String.self, forKey: .anchor)),
            initial: try DeadlineOffset(text: box.decode(String.self, forKey: .initial)),
            review: try DeadlineOffset(text: box.decode(String.self, forKey: .review)),
            noLaterThan: try box.decodeIfPresent(String.self, forKey: .noLaterThan).map {
                try DeadlineOffset(text: $0)
            },
            cutOff: try box.decodeIfPresent(String.self, forKey: .cutOff).map { try TimeOfDay(text: $0) },
            ladder: try box.decode([String].self, forKey: .ladder).map { try LadderStep(text: $0) })
    }

    public func encode(to encoder: any Encoder) throws {
        var box = encoder.container(keyedBy: Key.self)
        try box.encode(kind.rawValue, forKey: .kind)
        try box.encode(title, forKey: .title)
        try box.encode(owner.rawValue, forKey: .owner)
        try box.encode(anchor.rawValue, forKey: .anchor)
        try box.encode(initial.description, forKey: .initial)
        try box.encode(review.description, forKey: .review)
        try box.encodeIfPresent(noLaterThan?.description, forKey: .noLaterThan)
        try box.encodeIfPresent(cutOff?.description, forKey: .cutOff)
        try box.encode(ladder.map(\.description), forKey: .ladder)
    }
}

/// A text that one of a closed list's words stands for.
private func word<Word: RawRepresentable<String>>(_ text: String) throws -> Word {
    guard let word = Word(rawValue: text) else {
        throw UnknownWord(word: text, kind: "word of a rule set", accepted: [])
    }
    return word
}
