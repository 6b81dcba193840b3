import Conferences
import TestValues
import WorkingDays

extension Told<DiscussionEvent> {
    static let discussion = meeting + agenda + conferences + minutes + administration

    private static func arrangement(isCaseOpen: Bool, ruleSet: Int?) -> Arrangement {
        Arrangement(
            caseReference: "C-771", sitting: Sitting(on: "2026-10-01", at: "14:00", place: "video"), chair: "csc-1",
            isCaseOpen: isCaseOpen, ruleSet: ruleSet, on: "2026-09-30")
    }

    private static let meeting = [
        Told(
            .arranged(as: arrangement(isCaseOpen: true, ruleSet: 2)),
            "arranged SD-26-031, strategy discussion of case C-771, on Wed 30 Sep 2026 for Thu 1 Oct 2026 at 14:00, "
                + "video: chair csc-1, case open already, agenda version 1, rule set 2"),
        Told(
            .arranged(as: arrangement(isCaseOpen: false, ruleSet: nil)),
            "arranged SD-26-031, strategy discussion of case C-771, on Wed 30 Sep 2026 for Thu 1 Oct 2026 at 14:00, "
                + "video: chair csc-1, case not open yet, agenda version 1"),
        Told(
            .moved(to: Sitting(on: "2026-10-02", at: "09:30", place: "Town Hall"), on: "2026-10-01"),
            "moved SD-26-031 on Thu 1 Oct 2026 to Fri 2 Oct 2026 at 09:30, Town Hall"),
        Told(.cancelled(on: "2026-10-01", reason: typed), "cancelled SD-26-031 on Thu 1 Oct 2026, reason: …"),
        Told(
            .participantAdded(participant: 2, agency: "POL", person: "pol-1", on: "2026-09-30"),
            "invited pol-1 of POL as participant 2 of SD-26-031 on Wed 30 Sep 2026"),
        Told(
            .participantAdded(participant: 3, agency: "HEA", person: nil, on: "2026-09-30"),
            "invited HEA as participant 3 of SD-26-031 on Wed 30 Sep 2026"),
        Told(
            .participantWithdrawn(participant: 2, on: "2026-09-30"),
            "withdrew participant 2 of SD-26-031 on Wed 30 Sep 2026"),
        Told(
            .attendanceRecorded(of: [4: .apologies, 3: .present, 2: .absent, 1: .present]),
            "recorded participants 1 and 3 as present, participant 2 as absent, participant 4 as absent with apologies "
                + "at SD-26-031"),
        Told(
            .attendanceCorrected(participant: 2, attendance: .present),
            "corrected participant 2 of SD-26-031 to present"),
        Told(.held(on: "2026-10-01", shortfall: nil), "recorded SD-26-031 as held on Thu 1 Oct 2026"),
        Told(
            .held(on: "2026-10-01", shortfall: Shortfall(missing: [.socialCare, .police], reason: typed)),
            "recorded SD-26-031 as held on Thu 1 Oct 2026 without social care and police, reason: …"),
        Told(.closed(on: "2026-10-02", unaddressed: nil), "closed SD-26-031 on Fri 2 Oct 2026"),
        Told(
            .closed(on: "2026-10-02", unaddressed: .init(areas: [.legal, .siblings], reason: typed)),
            "closed SD-26-031 on Fri 2 Oct 2026 with legal and siblings left out, reason: …"),
    ]

    private static let agenda = [
        Told(
            .areaConsidered(area: .legal, agency: nil, note: typed, outcome: .noActionNeeded, on: "2026-10-01"),
            "recorded area legal of SD-26-031 as considered on Thu 1 Oct 2026, note: …, no action needed"),
        Told(
            .areaConsidered(
                area: .backgroundHistory, agency: "POL", note: typed,
                outcome: .actions(agreed: [
                    AgreedAction(what: typed, owner: "pol-1", dueOn: "2026-10-08"),
                    AgreedAction(what: typed, owner: "csc-2", dueOn: "2026-10-09"),
                ]), on: "2026-10-01"),
            "recorded area background-history of SD-26-031 as considered by POL on Thu 1 Oct 2026, note: …, "
                + "action for pol-1 by Thu 8 Oct 2026: …, action for csc-2 by Fri 9 Oct 2026: …"),
        Told(
            .areaFlagged(flag: 1, area: .legal, participant: 3, on: "2026-10-01"),
            "flagged area legal of SD-26-031 as not covered on Thu 1 Oct 2026 (flag 1, by participant 3)"),
        Told(
            .flagAnswered(flag: 1, answer: typed, on: "2026-10-02"),
            "answered flag 1 of SD-26-031 on Fri 2 Oct 2026, answer: …"),
        Told(
            .actionCompleted(action: 2, on: "2026-10-02"),
            "recorded action 2 of SD-26-031 as done on Fri 2 Oct 2026"),
        Told(
            .actionWithdrawn(action: 2, reason: typed, on: "2026-10-02"),
            "withdrew action 2 of SD-26-031 on Fri 2 Oct 2026, reason: …"),
    ]

    private static let conferences = [
        Told(
            .section47Recorded(isInitiated: true, leadSocialWorker: "csc-3", on: "2026-10-01"),
            "recorded the decision on Thu 1 Oct 2026 that SD-26-031 begins a section 47 enquiry, "
                + "lead social worker csc-3"),
        Told(
            .section47Recorded(isInitiated: false, leadSocialWorker: nil, on: "2026-10-01"),
            "recorded the decision on Thu 1 Oct 2026 that SD-26-031 begins no section 47 enquiry"),
        Told(
            .conferenceLinked(conference: "HK-26-014", sitsOn: "2026-10-16", on: "2026-10-02"),
            "linked conference HK-26-014 of Fri 16 Oct 2026 to SD-26-031 on Fri 2 Oct 2026"),
        Told(
            .conferenceUnlinked(conference: "HK-26-014", on: "2026-10-02"),
            "unlinked conference HK-26-014 from SD-26-031 on Fri 2 Oct 2026"),
        Told(
            .conferenceHeld(conference: "HK-26-014", on: "2026-10-16"),
            "noted that HK-26-014, the conference after SD-26-031, was held on Fri 16 Oct 2026"),
        Told(
            .followedUp(by: "SD-26-040", on: "2026-10-08"),
            "noted that SD-26-040 of Thu 8 Oct 2026 follows SD-26-031"),
    ]

    private static let minutes = [
        Told(.minutesDrafted(on: "2026-10-01"), "began the minutes of SD-26-031 on Thu 1 Oct 2026"),
        Told(
            .minutesSubmitted(on: "2026-10-01"), "sent the minutes of SD-26-031 to the chair on Thu 1 Oct 2026"),
        Told(
            .minutesReturned(on: "2026-10-01", reason: typed),
            "returned the minutes of SD-26-031 on Thu 1 Oct 2026, reason: …"),
        Told(.minutesApproved(on: "2026-10-02"), "approved the minutes of SD-26-031 on Fri 2 Oct 2026"),
        Told(
            .minutesCirculated(to: [1, 2, 3], on: "2026-10-02"),
            "circulated the minutes of SD-26-031 to participants 1, 2 and 3 on Fri 2 Oct 2026"),
        Told(
            .minutesReceived(participant: 1, on: "2026-10-02"),
            "recorded receipt of the minutes of SD-26-031 for participant 1 on Fri 2 Oct 2026"),
        Told(
            .minutesReportedMissing(participant: 2, on: "2026-10-05"),
            "reported the minutes of SD-26-031 as missing for participant 2 on Mon 5 Oct 2026"),
        Told(
            .minutesCorrectionRequested(participant: 1, text: typed, on: "2026-10-05"),
            "requested a correction of the minutes of SD-26-031 for participant 1 on Mon 5 Oct 2026, detail: …"),
        Told(.minutesFinalised(on: "2026-10-12"), "made the minutes of SD-26-031 final on Mon 12 Oct 2026"),
    ]

    private static let convening = ObligationID(.discussion("SD-26-031"), kind: .conveneInitial)

    private static let administration = [
        Told(
            .chairAssigned(person: "csc-2", on: "2026-10-01"), "made csc-2 chair of SD-26-031 on Thu 1 Oct 2026"),
        Told(.rulesPinned(ruleSet: 2), "put SD-26-031 under rule set 2"),
        Told(
            .ownObligationMet(name: SD.chronology, on: "2026-10-01"),
            "ticked off “chronology” for SD-26-031 on Thu 1 Oct 2026"),
        Told(
            .remindersHeld(obligation: nil, until: "2026-10-12", reason: typed),
            "held all reminders of SD-26-031 until Mon 12 Oct 2026, reason: …"),
        Told(
            .remindersHeld(obligation: convening, until: "2026-10-12", reason: typed),
            "held the reminders of sd:SD-26-031/conveneInitial until Mon 12 Oct 2026, reason: …"),
        Told(.remindersReleased(obligation: nil), "released all reminders of SD-26-031"),
        Told(
            .remindersReleased(obligation: convening), "released the reminders of sd:SD-26-031/conveneInitial"),
    ]
}
