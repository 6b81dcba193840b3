import WorkingDays

// Arranging, holding and closing: each rule of one command.
extension Discussion {
    static func check(_ arrangement: Arrangement, _ context: DiscussionContext) throws(DiscussionRefusal) {
        try notInTheFuture(arrangement.on, context)
        try check(arrangement.sitting, settledOn: arrangement.on)
        do throws(AgendaTemplateRefusal) { try arrangement.agenda.check() } catch { throw .agenda(error) }
    }

    private static func check(_ sitting: Sitting, settledOn: CalendarDate) throws(DiscussionRefusal) {
        try line(sitting.place, what: "The place", limit: 200)
        guard sitting.on >= settledOn else { throw .sittingInThePast(sitting.on, settledOn: settledOn) }
        try insideCalendar(sitting.on)
        try insideCalendar(settledOn)
    }

    func move(
        to new: Sitting, on: CalendarDate, _ context: DiscussionContext
    ) throws(DiscussionRefusal) -> DiscussionEvent {
        try requireNotHeld()
        guard new != sitting else { throw .sittingUnchanged(reference) }
        try day(on, after: .arrangement, arrangedOn, context)
        try Self.check(new, settledOn: on)
        return .moved(to: new, on: on)
    }

    func cancel(
        on: CalendarDate, reason: Note, _ context: DiscussionContext
    ) throws(DiscussionRefusal) -> DiscussionEvent {
        try requireNotHeld()
        if let following = linkedConferences.first { throw .conferenceFollows(following.conference) }
        try day(on, after: .arrangement, arrangedOn, context)
        try Self.reason(reason, what: "The reason for cancelling")
        return .cancelled(on: on, reason: reason)
    }

    /// Every date is counted from the sitting, so it is held on that day: held on another, it moves there first.
    func hold(
        on: CalendarDate, withoutMinimum reason: Note?, _ context: DiscussionContext
    ) throws(DiscussionRefusal) -> DiscussionEvent {
        try requireNotHeld()
        try Self.notInTheFuture(on, context)
        guard on == sitting.on else { throw .heldOnAnotherDay(on, sitting: sitting.on) }
        let missing = missingKinds(of: context.requiredKinds, agencyKinds: context.agencyKinds)
        guard let reason else {
            guard missing.isEmpty else { throw .minimumMissing(missing) }
            return .held(on: on, shortfall: nil)
        }
        guard !missing.isEmpty else { throw .minimumPresent }
        try Self.reason(reason, what: "The reason for holding it without the minimum")
        return .held(on: on, shortfall: Shortfall(missing: missing, reason: reason))
    }

    func recordSection47(
        _ isInitiated: Bool, leadSocialWorker worker: PersonReference?, on: CalendarDate, _ context: DiscussionContext
    ) throws(DiscussionRefusal) -> DiscussionEvent {
        try day(on, after: .discussion, requireHeld(), context)
        guard isInitiated || worker == nil else { throw .leadWithoutEnquiry }
        let isUnchanged = section47?.isInitiated == isInitiated && section47?.on == on && leadSocialWorker == worker
        guard !isUnchanged else { throw .section47Unchanged }
        return .section47Recorded(isInitiated: isInitiated, leadSocialWorker: worker, on: on)
    }

    /// - Source: Rulebook 1.1.
    func close(
        on: CalendarDate, unaddressed reason: Note?, _ context: DiscussionContext
    ) throws(DiscussionRefusal) -> DiscussionEvent {
        try requireOpen()
        try day(on, after: .discussion, requireHeld(), context)
        guard section47 != nil else { throw .section47NotRecorded(reference) }
        let left = unaddressedAreas.map(\.name)
        guard let reason else {
            guard left.isEmpty else { throw .areasUnaddressed(left) }
            return .closed(on: on, unaddressed: nil)
        }
        guard !left.isEmpty else { throw .everyAreaAddressed }
        try Self.reason(reason, what: "The reason for leaving areas out")
        return .closed(on: on, unaddressed: ClosedUnaddressed(areas: left, reason: reason))
    }
}

// Conferences that follow.
extension Discussion {
    func link(
        _ conference: ConferenceReference, sitsOn: CalendarDate, on: CalendarDate, _ context: DiscussionContext
    ) throws(DiscussionRefusal) -> DiscussionEvent {
        try Self.notInTheFuture(on, context)
        try Self.insideCalendar(sitsOn)
        if let linked = linkedConference(conference) {
            if let heldOn = linked.heldOn { throw .linkedConferenceHeld(conference, on: heldOn) }
            guard linked.sitsOn != sitsOn else { throw .linkUnchanged(conference, sitsOn: sitsOn) }
        }
        return .conferenceLinked(conference: conference, sitsOn: sitsOn, on: on)
    }

    /// The conference, if it is linked.
    func linked(
        _ conference: ConferenceReference, on: CalendarDate, _ context: DiscussionContext
    ) throws(DiscussionRefusal) -> LinkedConference {
        try Self.notInTheFuture(on, context)
        guard let linked = linkedConference(conference) else { throw .notLinked(conference) }
        return linked
    }

    /// The conference, if it is linked and still to be held.
    func awaited(
        _ conference: ConferenceReference, on: CalendarDate, _ context: DiscussionContext
    ) throws(DiscussionRefusal) -> LinkedConference {
        let linked = try linked(conference, on: on, context)
        if let heldOn = linked.heldOn { throw .linkedConferenceHeld(conference, on: heldOn) }
        return linked
    }
}
