/// What makes a conference quorate.
///
/// - Source: Rulebook 6; every part may be changed by the partnership.
public struct QuoracyRules: Equatable, Sendable {
    /// Groups that must be present, social care among them; 1 to 20.
    public var minimum: Int
    public var requiresSocialCare: Bool
    /// Agencies that count in another group than their kind's.
    public var groups: [AgencyCode: QuoracyGroup]

    public init(minimum: Int, requiresSocialCare: Bool, groups: [AgencyCode: QuoracyGroup] = [:]) {
        self.minimum = minimum
        self.requiresSocialCare = requiresSocialCare
        self.groups = groups
    }

    /// The group that an agency counts in: the one it was given, or its kind, or itself.
    public func group(of code: AgencyCode, _ agency: Agency?) -> QuoracyGroup {
        if let group = groups[code] { return group }
        guard let kind = agency?.kind, kind != .other else { return QuoracyGroup(name: code.text) }
        return QuoracyGroup(name: kind.rawValue)
    }
}

/// Agencies that count as one.
public struct QuoracyGroup: Hashable, Comparable, Sendable, CustomStringConvertible {
    public let name: String

    public init(name: String) { self.name = name }

    public var description: String { name }
    public static func < (left: Self, right: Self) -> Bool { left.name < right.name }
    public static let socialCare = QuoracyGroup(name: AgencyKind.socialCare.rawValue)
}

/// Which groups are there, and whether they are enough.
public struct QuoracyCount: Equatable, Sendable {
    /// The invitations that stand for each group.
    public let present: [QuoracyGroup: [Int]]
    public let minimum: Int
    public let lacksSocialCare: Bool

    public var isQuorate: Bool { present.count >= minimum && !lacksSocialCare }

    /// What is wanting, as a sentence ends; `nil` when nothing is.
    public var shortfall: String? {
        guard !isQuorate else { return nil }
        let groups =
            present.isEmpty ? "no group" : present.keys.sorted().map(\.name).joined(separator: ", ")
        if present.count >= minimum { return "no children’s social care (\(groups))" }
        let counted = "\(present.count) of \(minimum) groups (\(groups))"
        return lacksSocialCare ? "\(counted), and no children’s social care" : counted
    }
}

/// What replies let expect, and on whom it hangs.
///
/// - Source: Rulebook 6, 10: *Will tomorrow's conference be quorate, and who tips it?*
public struct QuoracyForecast: Equatable, Sendable {
    public enum Verdict: String, Sendable {
        /// Those who have accepted are enough.
        case quorate
        /// Those who have not made up their minds decide it.
        case open
        /// Not even if everybody still possible came.
        case inquorate
    }

    /// Those who accepted, or whose briefed delegate comes.
    public let expected: QuoracyCount
    /// With those who are tentative or have not replied.
    public let possible: QuoracyCount
    /// Invitations each of which makes it quorate, or keeps it so, by itself.
    public let tippedBy: [Int]
    /// Invitations with apologies, where it is not to be quorate: a briefed delegate of any one makes it possible.
    public let awaitedDelegates: [Int]

    public var verdict: Verdict {
        expected.isQuorate ? .quorate : possible.isQuorate ? .open : .inquorate
    }
}

/// What counting needs to know of one invitation.
public struct QuoracySeat: Equatable, Sendable {
    public let number: Int
    public let agency: AgencyCode
    /// Whether it counts at all: family, chair, note-taker and agencies that only report do not.
    let counts: Bool
    let isExpected: Bool
    let isUndecided: Bool
    /// Apologies, and no delegate who is known to be briefed.
    let lacksDelegate: Bool
    let isPresent: Bool

    /// - Parameters:
    ///   - isChairs: Whether the invitee chairs the conference.
    ///   - reply: Its word; absent where nobody has replied.
    ///   - isDelegateBriefed: Whether somebody confirmed that the delegate is.
    public init(
        number: Int, agency: AgencyCode, capacity: Invitation.Capacity, stands: Bool, isChairs: Bool, reply: String?,
        isDelegateBriefed: Bool, attendance: Attendance?
    ) {
        self.number = number
        self.agency = agency
        counts = stands && capacity == .directContact && (!isChairs || attendance == .delegatePresent)
        let hasApologised = reply == Reply.apologies(reason: nil).word
        isExpected = reply == Reply.accepted.word || hasApologised && isDelegateBriefed
        isUndecided = !isExpected && !hasApologised
        lacksDelegate = hasApologised && !isDelegateBriefed
        isPresent = attendance?.isPresent ?? false
    }
}

extension QuoracyRules {
    /// The groups that replies let expect.
    ///
    /// - Parameter agencies: The directory's entries for the agencies invited, as far as there are any.
    public func forecast(_ seats: [QuoracySeat], agencies: [AgencyCode: Agency]) -> QuoracyForecast {
        let expected = seats.filter { $0.counts && $0.isExpected }
        let undecided = seats.filter { $0.counts && $0.isUndecided }
        let sure = count(expected, agencies)
        let tippedBy =
            sure.isQuorate
            ? expected.filter { one in !count(expected.filter { $0.number != one.number }, agencies).isQuorate }
            : undecided.filter { count(expected + [$0], agencies).isQuorate }
        let possible = count(expected + undecided, agencies)
        let awaited =
            possible.isQuorate
            ? []
            : seats.filter { seat in
                seat.counts && seat.lacksDelegate && count(expected + undecided + [seat], agencies).isQuorate
            }
        return QuoracyForecast(
            expected: sure, possible: possible, tippedBy: tippedBy.map(\.number),
            awaitedDelegates: awaited.map(\.number))
    }

    /// The groups that the register shows.
    public func onTheDay(_ seats: [QuoracySeat], agencies: [AgencyCode: Agency]) -> QuoracyCount {
        count(seats.filter { $0.counts && $0.isPresent }, agencies)
    }

    private func count(_ seats: [QuoracySeat], _ agencies: [AgencyCode: Agency]) -> QuoracyCount {
        var present: [QuoracyGroup: [Int]] = [:]
        var hasSocialCare = false
        for seat in seats {
            let group = group(of: seat.agency, agencies[seat.agency])
            present[group, default: []].append(seat.number)
            if group == .socialCare || agencies[seat.agency]?.kind == .socialCare { hasSocialCare = true }
        }
        return QuoracyCount(
            present: present, minimum: minimum, lacksSocialCare: requiresSocialCare && !hasSocialCare)
    }
}

extension Conference {
    /// The groups that replies let expect.
    ///
    /// - Parameter agencies: The directory's entries for the agencies invited, as far as there are any.
    public func quoracyForecast(_ rules: QuoracyRules, agencies: [AgencyCode: Agency]) -> QuoracyForecast {
        rules.forecast(invitations.map(seat), agencies: agencies)
    }

    /// The groups that the register shows.
    public func quoracyOnTheDay(_ rules: QuoracyRules, agencies: [AgencyCode: Agency]) -> QuoracyCount {
        rules.onTheDay(invitations.map(seat), agencies: agencies)
    }

    private func seat(_ invitation: Invitation) -> QuoracySeat {
        QuoracySeat(
            number: invitation.number, agency: invitation.agency, capacity: invitation.capacity,
            stands: invitation.stands, isChairs: invitation.person == chair,
            reply: invitation.response?.reply.word, isDelegateBriefed: invitation.delegate?.briefedOn != nil,
            attendance: invitation.attendance?.attendance)
    }
}
