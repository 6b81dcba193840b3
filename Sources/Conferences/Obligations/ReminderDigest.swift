import WorkingDays

/// A reminder's permanent key: whatever happens, it leaves once.
public struct ReminderKey: Hashable, Sendable, CustomStringConvertible {
    public let obligation: String
    public let generation: Int
    public let step: String
    public let audience: Audience

    public init(obligation: String, generation: Int, step: String, audience: Audience) {
        self.obligation = obligation
        self.generation = generation
        self.step = step
        self.audience = audience
    }

    /// Whether it is the first step of its ladder, whenever it leaves.
    fileprivate var isAtOnce: Bool { step == StepTime.atOnce.description }

    /// `HK-26-014#3/submitReport@0 T-5 owner`.
    public var description: String { "\(obligation)@\(generation) \(step) \(audience.rawValue)" }
}

/// A reminder whose time has come, with whom it is for.
public struct DueReminder: Hashable, Sendable {
    public let key: ReminderKey
    public let recipient: PersonReference
    public let leavesAt: Timestamp
    public let isUrgent: Bool
    /// Whether it leaves by text message too.
    public let isAlsoByText: Bool

    public init(
        key: ReminderKey, recipient: PersonReference, leavesAt: Timestamp, isUrgent: Bool, isAlsoByText: Bool = false
    ) {
        self.key = key
        self.recipient = recipient
        self.leavesAt = leavesAt
        self.isUrgent = isUrgent
        self.isAlsoByText = isAlsoByText
    }
}

/// The reminders that reach one person in one message.
public struct ReminderDigest: Hashable, Sendable {
    public let recipient: PersonReference
    /// When it leaves.
    public let slot: Timestamp
    /// When the latest of what it carries fell due: the slot itself, unless sending is behind.
    public let dueAt: Timestamp
    public let carried: [ReminderKey]
    /// Left out because a later step for the same obligation goes in the same message.
    public let overtaken: [ReminderKey]
    /// Whether it goes by mail and by text message: something that it carries asks for it.
    public let goesBothWays: Bool
}

private struct Place: Hashable {
    let recipient: PersonReference
    let slot: Timestamp
}

extension ReminderDigest {
    /// One digest for each recipient and slot, ordered by slot, then recipient.
    ///
    /// Planning, previewing and rehearsing all call this, so that what is previewed is what is sent.
    /// - Parameter slot: When a reminder leaves: its own time, or now for one that is behind.
    /// - Source: Rulebook 4: several reminders to one person at one hour go out as one digest.
    public static func gather(
        _ reminders: some Sequence<DueReminder>, slot: (DueReminder) -> Timestamp
    ) -> [ReminderDigest] {
        var places: [Place: [DueReminder]] = [:]
        for reminder in reminders {
            places[Place(recipient: reminder.recipient, slot: slot(reminder)), default: []].append(reminder)
        }
        return places.map { place, reminders in
            let (carried, overtaken) = latestOfEach(reminders)
            return ReminderDigest(
                recipient: place.recipient, slot: place.slot, dueAt: reminders.map(\.leavesAt).max() ?? place.slot,
                carried: carried, overtaken: overtaken,
                goesBothWays: reminders.contains { $0.isAlsoByText && carried.contains($0.key) })
        }.sorted { ($0.slot, $0.recipient) < ($1.slot, $1.recipient) }
    }

    private static func latestOfEach(
        _ reminders: [DueReminder]
    ) -> (carried: [ReminderKey], overtaken: [ReminderKey]) {
        let ordered = reminders.sorted {
            ($0.leavesAt, $0.key.isAtOnce ? 0 : 1, $0.key.description)
                < ($1.leavesAt, $1.key.isAtOnce ? 0 : 1, $1.key.description)
        }
        var latest: [String: ReminderKey] = [:]
        for reminder in ordered { latest[reminder.key.obligation] = reminder.key }
        let carried = Set(latest.values)
        return (
            carried.sorted { $0.description < $1.description },
            ordered.map(\.key).filter { !carried.contains($0) }
        )
    }
}
