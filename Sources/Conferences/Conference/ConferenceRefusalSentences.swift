import WorkingDays

// The sentences about what happens at a conference and after it.
extension ConferenceRefusal {
    var laterSentence: String {
        switch self {
        case .closed(let reference, let on):
            "Conference \(reference) was closed on \(on); nothing more is recorded for it."
        case .adjourned(let reference, let on, let what):
            "\(what) is not possible: conference \(reference) was adjourned inquorate on \(on); give it a new day first."
        case .notHeld(let reference, let what):
            "\(what) is not possible yet: conference \(reference) has not been held; record the attendance first."
        case .beforeSitting(let on, let sitting, let what):
            "\(what) cannot be dated \(on), before the conference of \(sitting); give that day or a later one."
        case .repeatedChild(let child): "Child \(child) is named already; each child stands once."
        case .badVideoLink: "The video link is no address; give one that begins with https:// and holds no space."
        case .rulesPinnedAlready(let reference, let number):
            "Conference \(reference) follows rule set \(number) already."
        case .notReadyToClose(let reference, let missing):
            "Conference \(reference) cannot be closed yet; still wanting: \(missing.joined(separator: ", "))."
        case .assignedAlready(let role, let person): "\(person) is the \(role.title) already; name somebody else."
        case .holdIntoThePast(let until, let today):
            "Reminders cannot be held until \(until) (today is \(today)); give a later day."
        case .notOnHold(let reference): "No reminders of \(reference) are held; there is nothing to release."
        case .unknownObligation(let id, let reference):
            "\(id) is no obligation of conference \(reference); `quorate conference show \(reference)` lists them."
        case .noSuchOwnObligation(let name, let known):
            known.isEmpty
                ? "No obligation of the partnership's own is called \(name); the policy has none."
                : "No obligation of the partnership's own is called \(name); use \(known.map(\.text).joined(separator: ", "))."
        case .tickNeedsInvitation(let name): "\(name) is owed by each invitee; say for which invitation it is done."
        case .tickTakesNoInvitation(let name): "\(name) is owed once for the conference; leave the invitation out."
        case .tickedAlready(let name): "\(name) has been ticked off already."
        case .unknownNeed(let number, let reference): "Conference \(reference) has no need \(number)."
        case .needArrangedAlready(let number, let on): "Need \(number) was arranged on \(on) already."
        default: dayOrRecordSentence
        }
    }

    private var dayOrRecordSentence: String {
        switch self {
        case .exclusionPending(let recipient):
            "A request to exclude \"\(recipient)\" waits for the chair already; decide it first."
        case .exclusionLate(let on, let latest):
            "A request of \(on) comes too late: exclusion is asked for by \(latest); if it cannot wait, say why it is late."
        case .unknownExclusion(let number, let reference):
            "Conference \(reference) has no exclusion request \(number)."
        case .exclusionDecidedAlready(let number, let on):
            "Exclusion request \(number) was decided on \(on) already; a new request can be made."
        case .beforeRequest(let on, let requestedOn):
            "\(on) lies before the request of \(requestedOn); give that day or a later one."
        case .badSplit(let expected):
            "A split names every family recipient once, in two groups or more: "
                + "\(expected.map(\.description).joined(separator: ", "))."
        case .notAbsent(let id):
            "Invitation \(id) is not recorded as absent without apologies; there is nothing to explain."
        case .absenceExplainedAlready(let id, let on): "The absence of invitation \(id) was explained on \(on) already."
        case .emptyRegister: "The register holds no line; give at least one invitation with its attendance."
        case .twiceInRegister(let number): "Invitation \(number) stands twice in the register; keep one line."
        case .attendanceRecordedAlready(let id):
            "The attendance of invitation \(id) is recorded already; correct it, with a reason."
        case .noAttendanceYet(let id): "Invitation \(id) has no attendance to correct; record it."
        case .attendanceUnchanged(let id): "Invitation \(id) stands like that in the register already."
        case .timesWithoutPart: "Times of joining and leaving go with attendance in part only."
        case .leftBeforeJoining(let joined, let left):
            "Somebody who joined at \(joined) cannot have left at \(left); give a later time."
        case .ruledTooLate(let reference):
            "Conference \(reference) has been decided; its quoracy can no longer be ruled on."
        case .isQuorate(let reference):
            "Conference \(reference) is quorate by its register; no ruling is needed. Correct the register if it is wrong."
        case .unknownChild(let child, let known):
            known.isEmpty
                ? "The conference names no children; add child \(child) first."
                : "Child \(child) is not of this conference; use \(known.map(\.text).joined(separator: ", "))."
        case .undecided(let child): "No decision for child \(child) is recorded yet, so that there is none to correct."
        case .decisionUnchanged(let child): "The decision for child \(child) stands like this already."
        case .decidedAlready(let child): "A decision for child \(child) is recorded already."
        case .inquorateWithoutRuling(let reference, let shortfall, let ends):
            "Conference \(reference) was not quorate (\(shortfall)); "
                + "\(ends ? "going without a plan" : "a plan") needs the chair's ruling with its reason first."
        case .letterIssuedAlready(let reference, let on):
            "The decision letter of \(reference) was issued on \(on) already."
        case .noPlanMade(let reference): "Conference \(reference) made no plan; there is no core group to record."
        case .coreGroupHeldAlready(let reference, let on):
            "The first core group of \(reference) was held on \(on) already."
        case .recordNotThere(let reference, let stage, let wanted):
            "The record of \(reference) is \(stage); for this it must be \(wanted)."
        case .circulatedToAll(let reference): "The record of \(reference) has been circulated to everybody invited."
        case .circulatedAlready(let id, let on): "The record went to invitation \(id) on \(on) already."
        case .notCirculated(let id): "The record has not been circulated to invitation \(id); circulate it first."
        case .beforeCirculation(let on, let circulatedOn):
            "\(on) lies before the circulation of \(circulatedOn); give that day or a later one."
        case .receivedAlready(let id, let on): "Invitation \(id) received the record on \(on) already."
        default: invitationOrReportSentence
        }
    }

    private var invitationOrReportSentence: String {
        switch self {
        case .invitationNotSent(let id): "Invitation \(id) is a draft; send it first."
        case .nothingToSend(let reference): "Conference \(reference) has no draft invitations; name those to send anew."
        case .namedAlready(let id): "Invitation \(id) names them already."
        case .delegateAcceptedAlready(let id, let on): "The delegate of invitation \(id) accepted on \(on) already."
        case .noReportAsked(let id): "Invitation \(id) is a note-taker's; no report is asked for."
        case .tooManyCovered(let limit): "A report covers 0 to \(limit) household members and significant adults."
        case .sayWhetherToShareAgain(let id):
            "The family has talked through an earlier version of the report of \(id); say whether this one is to be shared again."
        case .nothingToShareAgain(let id):
            "No earlier version of the report of \(id) was discussed; there is nothing to share again."
        case .beforeReport(let on, let submittedOn):
            "\(on) lies before the report of \(submittedOn); give that day or a later one."
        case .noReportYet(let id): "Invitation \(id) has no report waiting; record one as submitted first."
        case .reportAlreadyAccepted(let id, let on): "The report of invitation \(id) was accepted on \(on) already."
        case .noAgencyNamed: "No agency is named; give those that the report goes to."
        case .agencyNotInvited(let agency, let reference):
            "\(agency) is not invited to \(reference); a report goes to agencies that are."
        case .sharingSettledWithAll(let id): "Sharing the report of invitation \(id) is settled with everybody already."
        default: "It cannot be done."
        }
    }
}

extension ConferenceRole {
    public var title: String {
        switch self {
        case .chair: "chair"
        case .administrator: "conference administrator"
        case .leadSocialWorker: "lead social worker"
        }
    }
}
