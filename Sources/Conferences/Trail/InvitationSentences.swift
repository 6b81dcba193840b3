import WorkingDays

// What an invitee answered, reported and shared, and whether they came.
extension EventSentence {
    func phrase(_ capacity: Invitation.Capacity) -> String {
        switch capacity {
        case .directContact: "in direct contact with the child"
        case .noDirectContact: "without direct contact with the child"
        case .reportOnly: "for a report only"
        case .noteTaker: "as note-taker"
        }
    }

    func replied(_ reply: Reply, _ invitation: String, _ on: CalendarDate) -> String {
        switch reply {
        case .accepted, .tentative: "recorded the reply “\(reply.word)” for \(invitation)\(day(on))"
        case .apologies(let reason):
            "recorded apologies for \(invitation)\(day(on))"
                + (reason.map { note("reason", $0) } ?? ", with the reason still to come")
        }
    }

    func submitted(
        _ invitation: String, _ coversOthers: Bool, _ covered: SignificantOthersCovered?, _ shareAgain: Bool?,
        _ on: CalendarDate
    ) -> String {
        var phrase = "recorded the report for \(invitation)\(day(on))"
        phrase += coversOthers ? ", with significant others" : ", without significant others"
        if let covered {
            phrase +=
                " (\(count(covered.householdMembers, "household member", "household members")), "
                + "\(count(covered.significantAdults, "significant adult", "significant adults")))"
        }
        if let shareAgain { phrase += shareAgain ? ", to be shared again" : ", not to be shared again" }
        return phrase
    }

    func shared(_ report: String, _ recipient: String, _ outcome: SharingOutcome, _ on: CalendarDate) -> String {
        switch outcome {
        case .sentOnly: "recorded \(report) as sent to \(recipient), not discussed,\(day(on))"
        case .discussed(let method, let person):
            "recorded \(report) as discussed with \(recipient) \(phrase(method))\(day(on))"
                + (person.map { ", by \($0)" } ?? "")
        case .refused: "recorded that \(recipient) refused \(report)\(day(on))"
        case .unableToContact(let days):
            "recorded \(report) as not shared with \(recipient), who could not be reached,\(day(on))"
                + (days.isEmpty ? "" : ", after attempts on \(list(days.map(\.brief)))")
        case .exempt(let approver, let reason):
            "exempted \(report) from being shared with \(recipient), approved by \(approver)\(day(on))"
                + note("reason", reason)
        }
    }

    func phrase(_ method: DiscussionMethod) -> String {
        switch method {
        case .faceToFace: "face to face"
        case .video: "by video"
        case .telephone: "by telephone"
        }
    }

    func phrase(_ entry: AttendanceEntry) -> String {
        switch entry.attendance {
        case .present: "present"
        case .part:
            "present in part" + (entry.joinedAt.map { " from \(clock($0))" } ?? "")
                + (entry.leftAt.map { " until \(clock($0))" } ?? "")
        case .delegatePresent: "represented by its delegate"
        case .apologies: "absent with apologies"
        case .absent: "absent"
        }
    }
}

// What the conference came to.
extension EventSentence {
    func ruled(_ ruling: QuoracyRuling, _ conference: ConferenceReference, _ on: CalendarDate) -> String {
        let chair = "recorded the chair’s ruling\(day(on)) that \(conference)"
        return switch ruling {
        case .proceeded(let reason, let note):
            "\(chair) went on inquorate: \(reason.phrase)" + (note.map { self.note("note", $0) } ?? "")
        case .adjourned(let note): "\(chair) was adjourned as inquorate\(self.note("note", note))"
        }
    }

    /// The category of a plan is as confidential as a note.
    func decided(
        _ decision: ChildDecision, _ child: ChildReference, _ conference: ConferenceReference, _ on: CalendarDate
    ) -> String {
        "recorded the decision of \(conference) for child \(child)\(day(on)): \(phrase(decision))"
    }

    func phrase(_ decision: ChildDecision) -> String {
        (decision.plan.map { "a plan\(confidential("category", word($0)))" } ?? "no plan")
            + decision.dissent.map { note("dissent of \($0.agency)", $0.note) }.joined()
    }

    private func word(_ category: PlanCategory) -> String {
        switch category {
        case .neglect: "neglect"
        case .physicalAbuse: "physical abuse"
        case .sexualAbuse: "sexual abuse"
        case .emotionalAbuse: "emotional abuse"
        }
    }
}
