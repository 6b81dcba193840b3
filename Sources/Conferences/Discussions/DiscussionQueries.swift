import WorkingDays

extension Discussion {
    /// The kinds of agency without which a strategy discussion is short.
    public static let minimum: [AgencyKind] = [.socialCare, .health, .police]

    /// The day on which it took place, closed since or not.
    public var heldOn: CalendarDate? { holding?.on }

    public func participant(_ number: Int) -> DiscussionParticipant? {
        participants.indices.contains(number - 1) ? participants[number - 1] : nil
    }

    /// Those whose invitation was not withdrawn.
    public var standingParticipants: [DiscussionParticipant] { participants.filter { $0.withdrawnOn == nil } }

    /// The agencies that they stand for, each once, in the order of inviting.
    public var agencies: [AgencyCode] {
        var seen: Set<AgencyCode> = []
        return standingParticipants.map(\.agency).filter { seen.insert($0).inserted }
    }

    /// The kinds that nobody present stands for.
    public func missingKinds(
        of required: [AgencyKind] = minimum, agencyKinds: [AgencyCode: AgencyKind]
    ) -> [AgencyKind] {
        let present = Set(standingParticipants.filter(\.attended).compactMap { agencyKinds[$0.agency] })
        return required.filter { !present.contains($0) }
    }

    /// The kinds that nobody invited stands for.
    public func uninvitedKinds(
        of required: [AgencyKind] = minimum, agencyKinds: [AgencyCode: AgencyKind]
    ) -> [AgencyKind] {
        let invited = Set(agencies.compactMap { agencyKinds[$0] })
        return required.filter { !invited.contains($0) }
    }

    public func action(_ number: Int) -> DiscussionAction? {
        actions.indices.contains(number - 1) ? actions[number - 1] : nil
    }

    public var openActions: [DiscussionAction] { actions.filter { $0.status == .open } }

    public func linkedConference(_ reference: ConferenceReference) -> LinkedConference? {
        linkedConferences.first { $0.conference == reference }
    }
}

// What the agenda still asks.
extension Discussion {
    /// Whether something is recorded: for every agency taking part, where each answers for itself.
    public func isRecorded(_ area: AgendaArea) -> Bool {
        guard area.perAgency else { return areas[area.name] != nil }
        return !agencies.isEmpty && agenciesWithoutAnswer(in: area).isEmpty
    }

    /// Those that an area which each answers for itself still waits for.
    public func agenciesWithoutAnswer(in area: AgendaArea) -> [AgencyCode] {
        guard area.perAgency else { return [] }
        let answers = agencyAreas[area.name] ?? [:]
        return agencies.filter { answers[$0] == nil }
    }

    public func openFlags(of area: AgendaAreaName) -> [AreaFlag] {
        flags.filter { $0.area == area && $0.resolvedOn == nil }
    }

    /// Whether it is recorded and no participant's flag waits for the chair.
    public func isAddressed(_ area: AgendaArea) -> Bool { isRecorded(area) && openFlags(of: area.name).isEmpty }

    /// In the order of the agenda.
    ///
    /// - Source: Rulebook 1.1.
    public var unaddressedAreas: [AgendaArea] { agenda.areas.filter { !isAddressed($0) } }

    public var agendaIsComplete: Bool { unaddressedAreas.isEmpty }

    /// - Source: Rulebook 1.2 and 8 (*mandatory areas considered*).
    public var mandatoryAreasConsidered: Bool { agenda.areas.filter(\.isMandatory).allSatisfy(isRecorded) }

    /// Those who attended and have no minutes yet, whatever the deadline.
    ///
    /// - Source: Rulebook 1.3.
    public var participantsWithoutMinutes: [DiscussionParticipant] {
        participants.filter { $0.attended && $0.minutesReceivedOn == nil }
    }
}
