import WorkingDays

extension Conference {
    /// What its events make of a conference, in order; `nil` before it was scheduled.
    public static func replaying(
        _ events: some Sequence<(event: ConferenceEvent, at: Timestamp)>, reference: ConferenceReference
    ) -> Conference? { state(replaying: events, reference: reference)?.conference }

    /// All that is on record under a reference; `nil` before the first event.
    public static func state(
        replaying events: some Sequence<(event: ConferenceEvent, at: Timestamp)>, reference: ConferenceReference
    ) -> ConferenceState? {
        events.reduce(nil) { evolve($0, reference: reference, $1.event, at: $1.at) }
    }

    /// What is on record after one more event, recorded `at`.
    ///
    /// Total: the log holds only what ``decide`` allowed, so nothing is refused here.
    public static func evolve(
        _ state: ConferenceState?, reference: ConferenceReference, _ event: ConferenceEvent, at: Timestamp
    ) -> ConferenceState? {
        switch (event, state) {
        case (.requested(let request), _): return .requested(request)
        case (.requestDropped(let on, _), .requested(let request)?): return .requestDropped(request, on: on)
        case (.scheduled(let scheduling), _):
            return .arranged(Conference(scheduling, reference: reference, requested: state, at: at))
        case (_, .arranged(var conference)?):
            conference.apply(event, at: at)
            return .arranged(conference)
        default: return state
        }
    }

    private init(
        _ scheduling: Scheduling, reference: ConferenceReference, requested: ConferenceState?, at: Timestamp
    ) {
        var request: ConferenceRequest?
        if case .requested(let earlier)? = requested { request = earlier }
        self.init(
            reference: reference, type: scheduling.type, caseReference: scheduling.caseReference,
            discussion: scheduling.discussion ?? request?.discussion, chair: scheduling.chair,
            administrator: scheduling.administrator,
            leadSocialWorker: scheduling.leadSocialWorker ?? request?.requestedBy,
            familyRecipients: scheduling.familyRecipients,
            children: (scheduling.children ?? []).map { ConferenceChild(reference: $0) }, sitting: scheduling.sitting,
            status: .scheduled, moves: 0, datedOn: scheduling.on, datedAt: at, scheduledAt: at,
            ruleSet: scheduling.ruleSet ?? 1, invitations: [])
    }

    private mutating func apply(_ event: ConferenceEvent, at: Timestamp) {
        switch event {
        case .requested, .requestDropped, .scheduled: break
        case .rescheduled(let sitting, let on): move(to: sitting, on: on, at: at)
        case .cancelled(let on, let reason): status = .cancelled(on: on, reason: reason)
        case .closed(let on): status = .closed(on: on)
        case .assigned(let role, let person, _): assign(role, person)
        case .childAdded(let child, _):
            children.append(ConferenceChild(reference: child))
            if status == .decided { status = .held }
        case .rulesPinned(let ruleSet): self.ruleSet = ruleSet
        case .ownObligationMet(let name, let invitation, let on):
            ticks.append(Tick(obligation: name, invitation: invitation, on: on))
        case .remindersHeld(let obligation, let until, let reason):
            holds.removeAll { $0.obligation == obligation }
            holds.append(
                ConferenceHold(obligation: obligation, hold: ReminderHold(from: at, until: until), reason: reason))
        case .remindersReleased(let obligation): holds.removeAll { $0.obligation == obligation }
        case .reviewArranged(let conference, let sitsOn):
            if review != nil { reviewChangedAt = at }
            review = NextReview(conference: conference, sitsOn: sitsOn)
        case .reviewLost(let conference):
            guard review?.conference == conference else { break }
            (review, reviewChangedAt) = (nil, at)
        case .reviewHeld(let conference, let on):
            review = NextReview(conference: conference, heldOn: on, arranged: review)
        default:
            applyToInvitations(event, at: at)
            applyToMeeting(event, at: at)
            applyToAftermath(event, at: at)
        }
    }

    private mutating func assign(_ role: ConferenceRole, _ person: PersonReference) {
        switch role {
        case .chair: chair = person
        case .administrator: administrator = person
        case .leadSocialWorker: leadSocialWorker = person
        }
    }

    private mutating func change(_ number: Int, _ body: (inout Invitation) -> Void) {
        body(&invitations[number - 1])
    }

    /// Another day or time asks everybody anew, as a moved calendar object does; another place alone does not, unless
    /// the conference sits again.
    private mutating func move(to new: Sitting, on: CalendarDate, at: Timestamp) {
        let isEarlier = new.on < sitting.on
        let asksAnew = status.isAdjourned || new.on != sitting.on || new.at != sitting.at
        sitting = new
        reopenAfterAdjournment(on: on)
        guard asksAnew else { return }
        moves += 1
        if isEarlier { datedOn = on }
        datedAt = at
        for index in invitations.indices where invitations[index].stands && !invitations[index].isDraft {
            invitations[index].sentOn = on
            invitations[index].sentAt = at
            // Whoever knew an earlier deadline had notice of a later one: only an earlier day may come too late
            // (Rulebook 4, *impossible notice*), and putting it off excuses no report that was late already.
            if isEarlier { invitations[index].dayKnownOn = on }
            invitations[index].response = nil
            invitations[index].delegate = nil
            invitations[index].bouncedOn = nil
        }
    }

    /// The register of the sitting that was adjourned stays in the log, as do its letter and its record; the new
    /// sitting has its own.
    private mutating func reopenAfterAdjournment(on: CalendarDate) {
        guard status.isAdjourned else { return }
        status = .scheduled
        heldAt = nil
        ruling = nil
        letterIssuedOn = nil
        record = ConferenceRecord()
        adjournments[adjournments.count - 1].redatedOn = on
        for index in invitations.indices {
            invitations[index].attendance = nil
            invitations[index].absentSince = nil
            invitations[index].earlierAbsence = nil
            invitations[index].absenceExplainedOn = nil
        }
    }
}

// Invitations: who is invited, what they answer, report and share.
extension Conference {
    private mutating func applyToInvitations(_ event: ConferenceEvent, at: Timestamp) {
        switch event {
        case .inviteeListed(let number, let agency, let person, let capacity, let on):
            invitations.append(
                Invitation(
                    number: number, agency: agency, person: person, capacity: capacity, dayKnownOn: max(on, datedOn)))
        case .invited(let number, let agency, let person, let on, let capacity):
            invitations.append(
                Invitation(
                    number: number, agency: agency, person: person, capacity: capacity ?? .directContact, sentOn: on,
                    sentAt: at, dayKnownOn: max(on, datedOn)))
        case .invitationsSent(let numbers, let on): for number in numbers { change(number) { $0.send(on: on, at: at) } }
        case .inviteeNamed(let number, let person, let on): change(number) { $0.name(person, on: on, at: at) }
        case .invitationBounced(let number, let on): change(number) { $0.bouncedOn = on }
        case .withdrawn(let number, let on): change(number) { $0.withdrawnOn = on }
        case .replied(let number, let reply, let on): change(number) { $0.answer(with: reply, on: on, at: at) }
        case .delegateNamed(let number, let person, let on):
            change(number) { $0.delegate = .init(person: person, namedOn: on) }
        case .delegateAccepted(let number, let on): change(number) { $0.delegate?.acceptedOn = on }
        case .delegateDeclined(let number, _, _): change(number) { $0.searchForDelegate(at: at) }
        case .delegateBriefed(let number, let on): change(number) { $0.delegate?.briefedOn = on }
        case .reportSubmitted(let number, let covers, let on, let covered, let again):
            change(number) {
                $0.submit(.init(on: on, coversSignificantOthers: covers, covered: covered), again: again, at: at)
            }
        case .reportAccepted(let number, let on): change(number) { $0.report.stage = .accepted(on: on) }
        case .reportReturned(let number, let reason, let on):
            change(number) {
                $0.report.stage = .returned(on: on, reason: reason)
                $0.report.timesReturned += 1
                $0.report.returnedAt = at
            }
        case .reportCirculated(let number, let agencies, let on):
            change(number) { invitation in
                invitation.report.circulatedOn = on
                for agency in agencies where !invitation.report.circulatedTo.contains(agency) {
                    invitation.report.circulatedTo.append(agency)
                }
            }
        case .reportExempted(let number, let approver, let reason, let on):
            change(number) { $0.report.stage = .exempt(on: on, approvedBy: approver, reason: reason) }
        case .reportShared(let number, let recipient, let outcome, let on):
            change(number) { $0.sharing[recipient] = .init(outcome: outcome, on: on) }
        case .contactAttempted(let number, let recipient, let method, let by, let on):
            change(number) { $0.attempts[recipient, default: []].append(.init(on: on, method: method, by: by)) }
        default: break
        }
    }
}

// The meeting: what it provides for, who came, and what was decided.
extension Conference {
    private mutating func applyToMeeting(_ event: ConferenceEvent, at: Timestamp) {
        switch event {
        case .needRecorded(let number, let kind, let recipient, let detail, let on):
            needs.append(
                MeetingNeed(number: number, kind: kind, recipient: recipient, detail: detail, recordedOn: on))
        case .needArranged(let number, let on): needs[number - 1].arrangedOn = on
        case .exclusionRequested(let number, let recipient, let by, let reason, _, let on):
            exclusions.append(
                ExclusionRequest(
                    number: number, recipient: recipient, requestedBy: by, reason: reason, requestedOn: on))
        case .exclusionDecided(let number, let granted, let reason, let on):
            exclusions[number - 1].decision = .init(isGranted: granted, reason: reason, on: on)
        case .split(let groups, let reason, let on):
            split = SplitArrangement(groups: groups, reason: reason, on: on)
        case .attendanceRecorded(let number, let attendance, let joinedAt, let leftAt):
            if status == .scheduled { status = .held }
            heldAt = heldAt ?? at
            change(number) {
                $0.register(AttendanceEntry(attendance, joinedAt: joinedAt, leftAt: leftAt), at: at)
            }
        case .attendanceCorrected(let number, _, let entry, _): change(number) { $0.register(entry, at: at) }
        case .absenceRepeated(let number, let earlier): change(number) { $0.earlierAbsence = earlier }
        case .absenceExplained(let number, _, let on): change(number) { $0.absenceExplainedOn = on }
        case .quoracyRuled(let ruling, let on): rule(ruling, on: on, at: at)
        case .childDecided(let child, let decision, let on): decide(child, decision, on: on, at: at)
        case .decisionCorrected(let child, _, let decision, _): correct(child, decision, at: at)
        default: break
        }
    }

    private mutating func rule(_ new: QuoracyRuling, on: CalendarDate, at: Timestamp) {
        ruling = new
        guard case .adjourned = new else { return }
        status = .adjourned(on: on)
        adjournments.append(Adjournment(on: on, recordedAt: at, redatedOn: nil))
    }

    private mutating func decide(
        _ child: ChildReference, _ decision: ChildDecision, on: CalendarDate, at: Timestamp
    ) {
        guard let index = children.firstIndex(where: { $0.reference == child }) else { return }
        children[index].decision = decision
        children[index].decidedOn = on
        decidedAt = decidedAt ?? at
        if decision.plan != nil { planMadeAt = planMadeAt ?? at }
        if status == .held, children.allSatisfy({ $0.decision != nil }) { status = .decided }
    }

    private mutating func correct(_ child: ChildReference, _ decision: ChildDecision, at: Timestamp) {
        guard let index = children.firstIndex(where: { $0.reference == child }) else { return }
        children[index].decision = decision
        planMadeAt = children.contains { $0.decision?.plan != nil } ? planMadeAt ?? at : nil
    }
}

// After the meeting: the letter, the record, the core group.
extension Conference {
    private mutating func applyToAftermath(_ event: ConferenceEvent, at: Timestamp) {
        switch event {
        case .letterIssued(let on): letterIssuedOn = on
        case .coreGroupHeld(let on): coreGroupHeldOn = on
        case .recordDrafted(let on), .recordReturned(_, let on): record.stage = .drafting(since: on)
        case .recordSentToChair(let on): record.stage = .chairReview(since: on)
        case .recordApproved(let on): record.stage = .approved(on: on)
        case .recordCirculated(let numbers, let on):
            record.stage = .circulated(on: record.firstCirculatedOn ?? on)
            for number in numbers where record.circulatedOn[number] == nil {
                record.circulatedOn[number] = on
                record.circulatedAt[number] = at
            }
            if status == .held || status == .decided { status = .recordIssued }
        case .recordReceived(let number, let on): record.receivedOn[number] = on
        case .correctionRequested(let number, let detail, let on):
            record.corrections.append(.init(invitation: number, detail: detail, on: on))
        case .recordFinalised(let on): record.stage = .final(on: on)
        default: break
        }
    }
}

extension Invitation {
    fileprivate mutating func register(_ entry: AttendanceEntry, at: Timestamp) {
        attendance = entry
        absentSince = entry.attendance == .absent ? absentSince ?? at : nil
        if entry.attendance != .absent { earlierAbsence = nil }
    }

    fileprivate mutating func send(on: CalendarDate, at: Timestamp) {
        if isDraft { dayKnownOn = max(on, dayKnownOn) } else { timesResent += 1 }
        sentOn = on
        sentAt = at
        bouncedOn = nil
    }

    /// Whoever comes in somebody's place is asked anew; what the agency reported stands.
    fileprivate mutating func name(_ person: PersonReference, on: CalendarDate, at: Timestamp) {
        let isInPlace = self.person != nil
        self.person = person
        guard isInPlace, !isDraft else { return }
        send(on: on, at: at)
        response = nil
        delegate = nil
    }

    fileprivate mutating func answer(with reply: Reply, on: CalendarDate, at: Timestamp) {
        let hadApologised = response?.reply.isApologies ?? false
        response = Response(reply: reply, on: on, recordedAt: at)
        if !reply.isApologies {
            delegate = nil
        } else if !hadApologised {
            searchForDelegate(at: at)
        }
    }

    fileprivate mutating func searchForDelegate(at: Timestamp) {
        delegate = nil
        delegateTurns += 1
        delegateWantedAt = at
    }

    fileprivate mutating func submit(_ version: Report.Version, again: Bool?, at: Timestamp) {
        report.versions.append(version)
        report.stage = .submitted(on: version.on)
        guard again == true else { return }
        timesReshared += 1
        resharedAt = at
        for (recipient, sharing) in sharing where sharing.outcome.isDiscussed { self.sharing[recipient] = nil }
    }
}
