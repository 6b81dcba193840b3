import WorkingDays

extension EventSentence {
    public func phrase(_ event: DiscussionEvent, of discussion: DiscussionReference) -> String {
        switch event {
        case .arranged(let arrangement): return arranged(arrangement, discussion)
        case .moved(let sitting, let on): return "moved \(discussion)\(day(on)) to \(moment(sitting))"
        case .cancelled(let on, let reason): return "cancelled \(discussion)\(day(on))\(note("reason", reason))"
        case .participantAdded(let number, let agency, let person, let on):
            return "invited \(invitee(person, of: agency)) as participant \(number) of \(discussion)\(day(on))"
        case .participantWithdrawn(let number, let on):
            return "withdrew participant \(number) of \(discussion)\(day(on))"
        case .attendanceRecorded(let attendances): return "recorded \(register(attendances)) at \(discussion)"
        case .attendanceCorrected(let number, let attendance):
            return "corrected participant \(number) of \(discussion) to \(phrase(attendance))"
        case .held(let on, let shortfall):
            return "recorded \(discussion) as held\(day(on))"
                + (shortfall.map { " without \(list($0.missing.map(kind)))\(note("reason", $0.reason))" } ?? "")

        case .areaConsidered(let area, let agency, let note, let outcome, let on):
            return "recorded area \(area) of \(discussion) as considered\(agency.map { " by \($0)" } ?? "")\(day(on))"
                + self.note("note", note) + phrase(outcome)
        case .areaFlagged(let flag, let area, let participant, let on):
            return "flagged area \(area) of \(discussion) as not covered\(day(on)) "
                + "(flag \(flag), by participant \(participant))"
        case .flagAnswered(let flag, let answer, let on):
            return "answered flag \(flag) of \(discussion)\(day(on))\(note("answer", answer))"
        case .actionCompleted(let action, let on):
            return "recorded action \(action) of \(discussion) as done\(day(on))"
        case .actionWithdrawn(let action, let reason, let on):
            return "withdrew action \(action) of \(discussion)\(day(on))\(note("reason", reason))"

        case .section47Recorded(let isInitiated, let worker, let on):
            return "recorded the decision\(day(on)) that \(discussion) \(isInitiated ? "begins a" : "begins no") "
                + "section 47 enquiry\(worker.map { ", lead social worker \($0)" } ?? "")"
        case .conferenceLinked(let conference, let sitsOn, let on):
            return "linked conference \(conference) of \(sitsOn.brief) to \(discussion)\(day(on))"
        case .conferenceUnlinked(let conference, let on):
            return "unlinked conference \(conference) from \(discussion)\(day(on))"
        case .conferenceHeld(let conference, let on):
            return "noted that \(conference), the conference after \(discussion), was held\(day(on))"

        case .minutesDrafted(let on): return "began the minutes of \(discussion)\(day(on))"
        case .minutesSubmitted(let on): return "sent the minutes of \(discussion) to the chair\(day(on))"
        case .minutesReturned(let on, let reason):
            return "returned the minutes of \(discussion)\(day(on))\(note("reason", reason))"
        case .minutesApproved(let on): return "approved the minutes of \(discussion)\(day(on))"
        case .minutesCirculated(let numbers, let on):
            return "circulated the minutes of \(discussion) to \(numbered("participant", numbers))\(day(on))"
        case .minutesReceived(let number, let on):
            return "recorded receipt of the minutes of \(discussion) for participant \(number)\(day(on))"
        case .minutesReportedMissing(let number, let on):
            return "reported the minutes of \(discussion) as missing for participant \(number)\(day(on))"
        case .minutesCorrectionRequested(let number, let text, let on):
            return "requested a correction of the minutes of \(discussion) for participant \(number)\(day(on))"
                + note("detail", text)
        case .minutesFinalised(let on): return "made the minutes of \(discussion) final\(day(on))"

        case .closed(let on, let unaddressed):
            return "closed \(discussion)\(day(on))"
                + (unaddressed.map { " with \(list($0.areas)) left out\(note("reason", $0.reason))" } ?? "")
        case .chairAssigned(let person, let on): return "made \(person) chair of \(discussion)\(day(on))"
        case .rulesPinned(let ruleSet): return "put \(discussion) under rule set \(ruleSet)"
        case .followedUp(let later, let on): return "noted that \(later) of \(on.brief) follows \(discussion)"
        case .ownObligationMet(let name, let on): return "ticked off “\(name)” for \(discussion)\(day(on))"
        case .remindersHeld(let obligation, let until, let reason):
            return held(obligation, of: discussion.text, until: until, reason: reason)
        case .remindersReleased(let obligation): return released(obligation, of: discussion.text)
        }
    }

    /// - Parameter template: The version that discussions arranged from then on keep.
    public func phrase(agendaAdopted template: AgendaTemplate) -> String {
        "adopted version \(template.version) of the agenda of strategy discussions, "
            + "with \(count(template.areas.count, "area", "areas"))"
    }

    private func arranged(_ arrangement: Arrangement, _ discussion: DiscussionReference) -> String {
        let details = [
            "chair \(arrangement.chair)", arrangement.isCaseOpen ? "case open already" : "case not open yet",
            "agenda version \(arrangement.agenda.version)",
        ]
        let ruleSet = arrangement.ruleSet.map { ["rule set \($0)"] } ?? []
        return "arranged \(discussion), strategy discussion of case \(arrangement.caseReference),"
            + "\(day(arrangement.on)) for \(moment(arrangement.sitting)): "
            + (details + ruleSet).joined(separator: ", ")
    }

    /// `participants 1 and 3 as present, participant 2 as absent`.
    private func register(_ attendances: [Int: DiscussionAttendance]) -> String {
        DiscussionAttendance.allCases.compactMap { attendance in
            let numbers = attendances.filter { $0.value == attendance }.keys.sorted()
            return numbers.isEmpty ? nil : "\(numbered("participant", numbers)) as \(phrase(attendance))"
        }.joined(separator: ", ")
    }

    private func phrase(_ attendance: DiscussionAttendance) -> String {
        switch attendance {
        case .present: "present"
        case .absent: "absent"
        case .apologies: "absent with apologies"
        }
    }

    private func phrase(_ outcome: AreaOutcome) -> String {
        switch outcome {
        case .noActionNeeded: ", no action needed"
        case .actions(let agreed):
            agreed.map { note("action for \($0.owner) by \($0.dueOn.brief)", $0.what) }.joined()
        }
    }
}
