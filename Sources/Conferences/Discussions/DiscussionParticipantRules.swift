import WorkingDays

// Who takes part: each rule of one command.
extension Discussion {
    func add(
        _ agency: AgencyCode, _ person: PersonReference?, on: CalendarDate, _ context: DiscussionContext
    ) throws(DiscussionRefusal) -> DiscussionEvent {
        try requireOpen()
        try day(on, after: .arrangement, arrangedOn, context)
        guard on <= sitting.on else { throw .invitedAfterSitting(on: on, sitting: sitting.on) }
        if let person, let own = context.decision.agencyOfPerson[person], own != agency {
            throw .ofAnotherAgency(person, agency: own, invitedFor: agency)
        }
        guard !standingParticipants.contains(where: { $0.agency == agency && $0.person == person }) else {
            throw .alreadyTakesPart(agency, person)
        }
        return .participantAdded(participant: participants.count + 1, agency: agency, person: person, on: on)
    }

    func withdraw(
        _ number: Int, on: CalendarDate, _ context: DiscussionContext
    ) throws(DiscussionRefusal) -> DiscussionEvent {
        try requireOpen()
        let participant = try standing(number)
        guard participant.attendance != .present else { throw .participantAttended(number) }
        try day(on, after: .invitation, participant.invitedOn, context)
        return .participantWithdrawn(participant: number, on: on)
    }

    func register(
        _ attendances: [Int: DiscussionAttendance], _ context: DiscussionContext
    ) throws(DiscussionRefusal) -> DiscussionEvent {
        guard !attendances.isEmpty else { throw .nobodyRegistered }
        guard context.today >= sitting.on else { throw .registerBeforeSitting(reference, sitting: sitting.on) }
        for number in attendances.keys.sorted() {
            guard try standing(number).attendance == nil else { throw .attendanceAlreadyRecorded(number) }
        }
        return .attendanceRecorded(of: attendances)
    }

    /// Nothing is checked against the minimum again: the chair ruled on what was known when it was held.
    func correct(
        _ number: Int, _ attendance: DiscussionAttendance
    ) throws(DiscussionRefusal) -> DiscussionEvent {
        guard let recorded = try standing(number).attendance else { throw .attendanceNotRecorded(number) }
        guard recorded != attendance else { throw .attendanceUnchanged(number) }
        return .attendanceCorrected(participant: number, attendance: attendance)
    }
}
