import WorkingDays

extension DiscussionRefusal: CustomStringConvertible {
    public var description: String {
        switch self {
        case .notArranged(let reference): "No strategy discussion \(reference) is arranged; arrange it first."
        case .alreadyArranged(let reference):
            "Strategy discussion \(reference) is arranged already; move it to change its day."
        case .cancelled(let reference, let on):
            "Strategy discussion \(reference) was cancelled on \(on); arrange a new one under a new reference."
        case .closed(let reference, let on):
            "Strategy discussion \(reference) was closed on \(on); its participants and agenda can no longer change."
        case .alreadyHeld(let reference, let on):
            "Strategy discussion \(reference) was held on \(on); it can no longer be moved, cancelled or held again."
        case .notHeld(let reference):
            "Strategy discussion \(reference) is not recorded as held; record that first."
        case .sittingUnchanged(let reference):
            "Strategy discussion \(reference) already has that day, time and place; give another to move it."
        case .sittingInThePast(let on, let settledOn):
            "A strategy discussion cannot be set on \(settledOn) for \(on), which had passed; "
                + "give that day or a later one."
        case .conferenceFollows(let conference):
            "Conference \(conference) follows from this discussion; cancel it or name another discussion for it first."
        case .agenda(let refusal): refusal.description
        case .outsideCalendar(let on, let first, let last):
            "\(on) lies outside the calendar; give a day from \(first) to \(last), leaving room for the deadlines."
        case .inTheFuture(let on, let today):
            "\(on) has not come yet (today is \(today)); give the day on which it happened."
        case .before(let on, let milestone, let earliest):
            "\(on) lies before \(earliest), the day of \(milestone.phrase); give that day or a later one."
        case .emptyText(let what): "\(what) is empty; give it in a few words."
        case .tooLong(let what, let limit): "\(what) is longer than \(limit) characters; shorten it."
        case .lineBreak(let what):
            "\(what) contains a line break or another control character; write it in one line."
        case .controlCharacter(let what): "\(what) contains a control character; write it in plain text."
        case .unknownPerson(let person): "Nobody is known as \(person); record the person first."
        case .unknownAgency(let agency): "No agency is known as \(agency); record the agency first."
        case .ofAnotherAgency(let person, let agency, let invitedFor):
            "\(person) belongs to \(agency), not to \(invitedFor); invite them for their own agency."
        case .alreadyTakesPart(let agency, let person):
            "\(person?.text ?? "The agency") is invited for \(agency) already; withdraw that invitation first."
        case .invitedAfterSitting(let on, let sitting):
            "Nobody can be invited on \(on), after the discussion of \(sitting); give that day or an earlier one."
        case .unknownParticipant(let number, let reference):
            "Strategy discussion \(reference) has no participant \(number); give the number of one it has."
        case .participantWithdrawn(let number, let on):
            "Participant \(number) was withdrawn on \(on); invite anew to record anything for them."
        case .participantAttended(let number):
            "Participant \(number) was present; correct the attendance before withdrawing them."
        case .nobodyRegistered: "The register is empty; say of at least one participant whether they came."
        case .registerBeforeSitting(let reference, let sitting):
            "Attendance at \(reference) can be recorded from \(sitting), the day of the discussion."
        case .attendanceAlreadyRecorded(let number):
            "The attendance of participant \(number) is recorded already; correct it instead."
        case .attendanceNotRecorded(let number):
            "No attendance of participant \(number) is recorded yet; record it instead of correcting it."
        case .attendanceUnchanged(let number):
            "The attendance of participant \(number) is recorded like that already; there is nothing to correct."
        case .heldOnAnotherDay(let on, let sitting):
            "The discussion is set for \(sitting), not for \(on); move it to the day on which it was held first."
        case .minimumMissing(let kinds):
            "The register shows nobody present for \(Self.list(kinds.map(\.rawValue))); "
                + "record who came, or give the chair's reason for holding it without them."
        case .minimumPresent: "Every agency of the minimum was present; record it as held without a reason."
        case .unknownArea(let name, let version):
            "The agenda of version \(version) has no area \(name); give one of its own areas."
        case .areaNeedsAgency(let name):
            "Every agency answers for itself on \(name); say for which agency this is recorded."
        case .areaIsShared(let name): "\(name) is answered once, for everybody; record it without an agency."
        case .agencyNotTakingPart(let agency):
            "\(agency) does not take part in this discussion; invite somebody for it first."
        case .noAction: "No action is given; give at least one, or record that no action is needed."
        case .actionDueInThePast(let dueOn, let agreedOn):
            "An action agreed on \(agreedOn) cannot be due on \(dueOn); give that day or a later one."
        case .actionsOutstanding(let name, let numbers):
            "\(name) still has an open action (\(Self.list(numbers.map(String.init)))); "
                + "complete or withdraw it before recording that no action is needed."
        case .unknownAction(let number, let reference):
            "Strategy discussion \(reference) has no action \(number); give the number of one it has."
        case .actionDone(let number, let on): "Action \(number) was done on \(on); there is nothing left to record."
        case .actionWithdrawn(let number, let on):
            "Action \(number) was withdrawn on \(on); agree a new one to record anything for it."
        case .alreadyFlagged(let name, let participant, let on):
            "Participant \(participant) flagged \(name) on \(on) already; the chair will answer that flag."
        case .unknownFlag(let number, let reference):
            "Strategy discussion \(reference) has no flag \(number); give the number of one it has."
        case .flagResolved(let number, let on):
            "Flag \(number) was resolved on \(on); there is nothing left to answer."
        case .areasUnaddressed(let names):
            "These areas are not addressed: \(Self.list(names.map(\.text))). "
                + "Consider them, or give the chair's reason for leaving them out."
        case .chairsAlready(let person): "\(person) chairs the discussion already; name somebody else."
        case .rulesPinnedAlready(let reference, let number):
            "Strategy discussion \(reference) follows rule set \(number) already."
        case .holdIntoThePast(let until, let today):
            "Reminders cannot be held until \(until) (today is \(today)); give a later day."
        case .notOnHold(let reference): "No reminders of \(reference) are held; there is nothing to release."
        case .unknownObligation(let id, let reference):
            "\(id) is no obligation of strategy discussion \(reference); `quorate discussion show \(reference)` lists them."
        case .noSuchOwnObligation(let name, let known):
            "No obligation of the partnership’s own that a discussion brings is called \(name); "
                + (known.isEmpty ? "the policy has none." : "use \(known.map(\.text).joined(separator: ", ")).")
        case .tickedAlready(let name): "\(name) has been ticked off already."
        case .everyAreaAddressed: "Every area is addressed; close the discussion without a reason."
        case .leadWithoutEnquiry:
            "A lead social worker convenes what follows a section 47 enquiry; without an enquiry, name none."
        case .section47Unchanged: "That decision is recorded already; give it only to change it."
        case .section47NotRecorded(let reference):
            "It is not recorded whether \(reference) began a section 47 enquiry; record that before closing it."
        case .linkUnchanged(let conference, let sitsOn):
            "Conference \(conference) of \(sitsOn) follows this discussion already; give another day to move it."
        case .notLinked(let conference):
            "Conference \(conference) does not follow this discussion; link it first."
        case .linkedConferenceHeld(let conference, let on):
            "Conference \(conference) was held on \(on); its link can no longer change."
        case .minutesOutOfTurn(let step, let state):
            "The minutes cannot be \(step.participle): \(state.phrase)."
        case .nobodyToReceive: "The minutes would go to nobody; record who was present, or name participants."
        case .minutesReceived(let number, let on):
            "Participant \(number) received the minutes on \(on); there is nothing left to record."
        case .didNotAttend(let number):
            "Participant \(number) is not recorded as present; minutes are owed to whoever was."
        case .alreadyReportedMissing(let number, let on):
            "Participant \(number) reported the minutes missing on \(on) already; the chair has been told."
        }
    }

    private static func list(_ words: [String]) -> String { words.joined(separator: ", ") }
}

extension Discussion.Milestone {
    fileprivate var phrase: String {
        switch self {
        case .arrangement: "the arrangement"
        case .invitation: "the invitation"
        case .discussion: "the discussion"
        case .flag: "the flag"
        case .action: "the agreement"
        case .minutes: "the minutes' latest step"
        }
    }
}

extension MinutesStep {
    fileprivate var participle: String {
        switch self {
        case .draft: "begun"
        case .submit: "submitted to the chair"
        case .sendBack: "sent back"
        case .approve: "approved"
        case .circulate: "circulated"
        case .receive: "received"
        case .correct: "corrected"
        case .finalise: "made final"
        }
    }
}

extension MinutesState {
    /// How far they are, and what comes next.
    fileprivate var phrase: String {
        switch self {
        case .notBegun: "nobody has begun them yet; begin the draft first"
        case .drafting: "they are being drafted; submit them to the chair next"
        case .chairReview: "the chair is reading them; approve them or send them back next"
        case .approved: "the chair has approved them; circulate them next"
        case .circulated, .correctionsOpen: "they are out for corrections; take corrections or make them final next"
        case .final: "they are final; they can only be circulated again and received"
        }
    }
}
