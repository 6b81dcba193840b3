import WorkingDays

/// Why a rule cannot stand as it is written. A file and a page refuse it in the same words; trying again does not help.
public enum PolicyRefusal: Error, Equatable, Sendable, CustomStringConvertible {
    case owner(ObligationOwner, of: DeadlineAnchor)
    /// Two steps for whom one would do: a step leaves once.
    case twoSteps(StepTime)
    case hours(SendingHours)
    case group(String)

    public var description: String {
        switch self {
        case .owner(let owner, let anchor):
            "What is counted from \(anchor.phrase) is owed by \(Self.choice(anchor.owners.map(\.phrase))), not by \(owner.phrase)."
        case .twoSteps(let time): "Two steps leave \(time.phrase). Put those to whom they go into one step."
        case .hours(let hours):
            "\(hours.closes.shortText) is not after \(hours.opens.shortText), from when messages leave; give a later time of day."
        case .group(let name):
            "\"\(name.prefix(60))\" is not a name for a group: use 1 to 40 characters on one line, and no \"=\"."
        }
    }

    private static func choice(_ words: [String]) -> String {
        words.count < 2 ? words.joined() : "\(words.dropLast().joined(separator: ", ")) or \(words[words.count - 1])"
    }
}

extension DeadlineAnchor {
    /// Who can owe what is counted from it: what arises with each invitation falls to the invitee.
    public var owners: [ObligationOwner] {
        switch self {
        case .conference, .planMade: [.invitee, .agency, .administrator, .chair, .leadSocialWorker]
        case .invitationSent, .apologies, .recordReceived: [.invitee, .agency]
        case .adjournment: [.administrator, .chair, .leadSocialWorker]
        case .discussion: [.discussionChair, .leadSocialWorker]
        }
    }

    /// - Throws: ``PolicyRefusal/owner(_:of:)``.
    public func check(_ owner: ObligationOwner) throws(PolicyRefusal) {
        guard owners.contains(owner) else { throw .owner(owner, of: self) }
    }
}

extension SendingHours {
    /// - Throws: ``PolicyRefusal/hours(_:)`` when they end before they begin.
    public func check() throws(PolicyRefusal) {
        guard opens < closes else { throw .hours(self) }
    }
}

extension QuoracyGroup {
    /// What somebody typed: a name that a file can hold as `CODE = NAME`.
    ///
    /// - Throws: ``PolicyRefusal/group(_:)``.
    public init(typed name: String) throws(PolicyRefusal) {
        guard !name.isEmpty, SingleLine.fault(of: name, limit: 40) == nil, !name.contains("=") else {
            throw .group(name)
        }
        self.init(name: name)
    }
}

extension ObligationRule {
    /// The longest title, in Unicode scalars.
    public static let longestTitle = 200

    /// - Throws: ``ConferenceRefusal`` for a title that is too long, or runs over lines.
    public static func checkTitle(_ title: String) throws(ConferenceRefusal) {
        try SingleLine.check(title, what: "The title", limit: longestTitle)
    }

    /// The place in the ladder of a step that leaves when an earlier one does, counted from 0; `nil` where none does.
    public var repeatedStep: Int? {
        var seen: Set<[String]> = []
        return ladder.firstIndex { !seen.insert(["\($0.time)", "\($0.isForRepetition)"]).inserted }
    }

    /// - Throws: ``PolicyRefusal/twoSteps(_:)``.
    public func checkLadder() throws(PolicyRefusal) {
        if let repeatedStep { throw .twoSteps(ladder[repeatedStep].time) }
    }
}
