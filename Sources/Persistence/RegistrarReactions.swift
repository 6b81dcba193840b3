import Conferences
import WorkingDays

// What happens to one conference or discussion and concerns another of the same case.
//
// - Source: Rulebook 4: *conveneInitial* is met by the initial conference, *holdReview* by the next review.
extension Registrar {
    func tellOthers(of conference: Conference) throws {
        try tellDiscussion(of: conference)
        if conference.type.isReview { try tellPlan(before: conference) }
        if conference.hasPlan { try lookForReview(after: conference) }
    }

    /// A later enquiry of the same case moves the clock where the policy says so.
    func tellOthers(of discussion: Discussion) throws {
        guard discussion.section47?.isInitiated == true else { return }
        let earlier = try session.rows(
            """
            SELECT reference FROM discussion
            WHERE case_reference = $1 AND section_47 = 1 AND status <> 'cancelled' AND sits_on < $2 AND reference <> $3
            """, discussion.caseReference, discussion.sitting.on, discussion.reference)
        for row in earlier {
            let reference: DiscussionReference = try row.reference(0)
            let known = try self.discussion(reference)?.followUp
            guard known?.discussion != discussion.reference || known?.on != discussion.sitting.on,
                known.map({ $0.on <= discussion.sitting.on }) ?? true
            else { continue }
            try perform(.noteFollowUp(discussion.reference, on: discussion.sitting.on), on: reference)
        }
    }

    private func tellDiscussion(of conference: Conference) throws {
        guard let reference = conference.discussion, let discussion = try discussion(reference) else { return }
        if case .cancelled = discussion.status { return }
        let linked = discussion.linkedConference(conference.reference)
        if linked?.heldOn != nil {
            // The register alone made it look held; adjourned, it is still to be.
            guard conference.status.isAdjourned else { return }
            try perform(.unlinkConference(conference.reference, on: today), on: reference)
            try perform(
                .linkConference(conference.reference, sitsOn: conference.sitting.on, on: today), on: reference)
            return
        }
        switch conference.status {
        case .cancelled:
            if linked != nil { try perform(.unlinkConference(conference.reference, on: today), on: reference) }
        case .scheduled, .adjourned:
            guard linked?.sitsOn != conference.sitting.on else { return }
            try perform(
                .linkConference(conference.reference, sitsOn: conference.sitting.on, on: today), on: reference)
        case .held, .decided, .recordIssued, .closed:
            if linked == nil {
                try perform(
                    .linkConference(conference.reference, sitsOn: conference.sitting.on, on: today), on: reference)
            }
            try perform(.conferenceHeld(conference.reference, on: conference.sitting.on), on: reference)
        }
    }

    /// The conference before a review is the latest of the case that made or kept a plan.
    private func tellPlan(before review: Conference) throws {
        for row in try session.rows(
            """
            SELECT reference FROM conference
            WHERE case_reference = $1 AND sits_on < $2 AND reference <> $3
                AND status IN ('held', 'decided', 'record-issued', 'closed')
            ORDER BY sits_on DESC, reference DESC
            """, review.caseReference, review.sitting.on, review.reference)
        {
            let reference: ConferenceReference = try row.reference(0)
            guard let plan = try conference(reference), plan.hasPlan else { continue }
            try note(review, in: plan)
            return
        }
    }

    /// A review that was arranged before the plan it follows was recorded.
    private func lookForReview(after plan: Conference) throws {
        guard plan.review == nil else { return }
        let row = try session.row(
            """
            SELECT reference FROM conference
            WHERE case_reference = $1 AND type = 'review' AND sits_on > $2
                AND status NOT IN ('cancelled', 'requested', 'dropped')
            ORDER BY sits_on, reference LIMIT 1
            """, plan.caseReference, plan.sitting.on)
        guard let row, let review = try conference(row.reference(0)) else { return }
        try note(review, in: plan)
    }

    private func note(_ review: Conference, in plan: Conference) throws {
        let known = plan.review
        let isSame = known?.conference == review.reference
        // The first review that was held has met what the plan asked for.
        guard known?.heldOn == nil || isSame else { return }
        switch review.status {
        case .cancelled:
            if isSame { try perform(.noteReviewLost(review.reference), on: plan.reference) }
        case .scheduled, .adjourned:
            guard !isSame || known?.sitsOn != review.sitting.on || known?.heldOn != nil else { return }
            try perform(.noteReviewArranged(review.reference, sitsOn: review.sitting.on), on: plan.reference)
        case .held, .decided, .recordIssued, .closed:
            guard !isSame || known?.heldOn == nil else { return }
            if !isSame || known?.sitsOn != review.sitting.on {
                try perform(.noteReviewArranged(review.reference, sitsOn: review.sitting.on), on: plan.reference)
            }
            try perform(.noteReviewHeld(review.reference, on: review.sitting.on), on: plan.reference)
        }
    }
}

extension ConferenceEvent {
    /// Whether other conferences or discussions of the case may be concerned.
    var concernsOthers: Bool {
        switch self {
        case .scheduled, .rescheduled, .cancelled, .attendanceRecorded, .quoracyRuled, .childDecided,
            .decisionCorrected:
            true
        default: false
        }
    }

    /// Whether deadlines may move by it though the conference does not.
    var changesRules: Bool { if case .rulesPinned = self { true } else { false } }
}

extension DiscussionEvent {
    var concernsOthers: Bool {
        switch self {
        case .section47Recorded: true
        default: false
        }
    }

    /// Whether deadlines may move by it though the discussion does not.
    var changesRules: Bool { if case .rulesPinned = self { true } else { false } }
}
