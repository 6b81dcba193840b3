import WorkingDays

/// Who takes part in a strategy discussion, and what has come of it.
public struct DiscussionParticipant: Equatable, Sendable {
    public let number: Int
    public let agency: AgencyCode
    /// Absent while an agency is invited by role.
    public let person: PersonReference?
    public let invitedOn: CalendarDate
    /// When that was recorded.
    public let addedAt: Timestamp
    public internal(set) var withdrawnOn: CalendarDate?
    public internal(set) var attendance: DiscussionAttendance?
    /// When that was recorded, or last corrected.
    public internal(set) var registeredAt: Timestamp?
    /// The latest day on which the minutes were sent to this participant.
    public internal(set) var minutesSentOn: CalendarDate?
    public internal(set) var minutesReceivedOn: CalendarDate?
    /// The day on which the participant said that the minutes had not come.
    public internal(set) var minutesMissingOn: CalendarDate?

    public var attended: Bool { withdrawnOn == nil && attendance == .present }
}

/// Whether a participant came.
public enum DiscussionAttendance: String, CaseIterable, Sendable, Codable {
    case present, absent, apologies
}
