import Conferences
import TestValues
import WorkingDays

extension Told<ConferenceEvent> {
    static let conference = arranging + invitations + delegates + aroundTheTable + decisions + aftermath + reminders

    private static let sitting = Sitting(on: "2026-10-16", at: "10:00", place: "Town Hall, room 4")

    private static let arranging = [
        Told(
            .requested(
                as: ConferenceRequest(
                    type: .initial, caseReference: "C-771", requestedBy: "csc-3", discussion: "SD-26-031",
                    on: "2026-10-01")),
            "recorded the request of csc-3 for HK-26-014, initial child protection conference of case C-771, "
                + "on Thu 1 Oct 2026, following strategy discussion SD-26-031"),
        Told(
            .requested(
                as: ConferenceRequest(type: .transferIn, caseReference: "C-771", requestedBy: "csc-3", on: "2026-10-01")
            ),
            "recorded the request of csc-3 for HK-26-014, transfer-in child protection conference of case C-771, "
                + "on Thu 1 Oct 2026"),
        Told(
            .requestDropped(on: "2026-10-01", reason: typed),
            "dropped the request for HK-26-014 on Thu 1 Oct 2026, reason: …"),
        Told(
            .scheduled(
                as: Scheduling(
                    type: .review, caseReference: "C-771", sitting: sitting, chair: "csc-1", administrator: "csc-2",
                    familyRecipients: ["mother"], on: "2026-09-14")),
            "scheduled HK-26-014, review child protection conference of case C-771, on Mon 14 Sep 2026 "
                + "for Fri 16 Oct 2026 at 10:00, Town Hall, room 4: chair csc-1, administrator csc-2, "
                + "reports to be shared with the mother"),
        Told(
            .scheduled(
                as: Scheduling(
                    type: .preBirth, caseReference: "C-771", sitting: sitting, chair: "csc-1", administrator: "csc-2",
                    familyRecipients: ["mother", "carer:2", "other-parental-responsibility"], on: "2026-09-14",
                    leadSocialWorker: "csc-3", discussion: "SD-26-031", children: ["K-1", "K-2"], ruleSet: 2)),
            "scheduled HK-26-014, pre-birth child protection conference of case C-771, on Mon 14 Sep 2026 "
                + "for Fri 16 Oct 2026 at 10:00, Town Hall, room 4, following strategy discussion SD-26-031: "
                + "chair csc-1, administrator csc-2, lead social worker csc-3, reports to be shared with the mother, "
                + "the carer (2) and the other holder of parental responsibility, children K-1 and K-2, rule set 2"),
        Told(
            .rescheduled(to: Sitting(on: "2026-10-19", at: "14:30:15", place: "video"), on: "2026-10-01"),
            "moved HK-26-014 on Thu 1 Oct 2026 to Mon 19 Oct 2026 at 14:30, video"),
        Told(
            .cancelled(on: "2026-10-01", reason: typed), "cancelled HK-26-014 on Thu 1 Oct 2026, reason: …"),
        Told(.closed(on: "2026-10-01"), "closed HK-26-014 on Thu 1 Oct 2026"),
        Told(
            .assigned(role: .chair, person: "csc-4", on: "2026-10-01"),
            "made csc-4 chair of HK-26-014 on Thu 1 Oct 2026"),
        Told(
            .assigned(role: .administrator, person: "csc-4", on: "2026-10-01"),
            "made csc-4 administrator of HK-26-014 on Thu 1 Oct 2026"),
        Told(
            .assigned(role: .leadSocialWorker, person: "csc-4", on: "2026-10-01"),
            "made csc-4 lead social worker of HK-26-014 on Thu 1 Oct 2026"),
        Told(.childAdded(child: "K-3", on: "2026-10-01"), "added child K-3 to HK-26-014 on Thu 1 Oct 2026"),
        Told(.rulesPinned(ruleSet: 2), "put HK-26-014 under rule set 2"),
    ]

    private static let aroundTheTable = [
        Told(
            .needRecorded(need: 1, kind: .interpreter, recipient: "mother", detail: typed, on: "2026-10-01"),
            "recorded need 1 of HK-26-014, an interpreter for the mother, on Thu 1 Oct 2026, detail: …"),
        Told(
            .needRecorded(need: 2, kind: .advocate, recipient: "child:2", detail: typed, on: "2026-10-01"),
            "recorded need 2 of HK-26-014, an advocate for the child (2), on Thu 1 Oct 2026, detail: …"),
        Told(
            .needRecorded(need: 3, kind: .access, recipient: nil, detail: typed, on: "2026-10-01"),
            "recorded need 3 of HK-26-014, access for a professional, on Thu 1 Oct 2026, detail: …"),
        Told(.needArranged(need: 1, on: "2026-10-01"), "recorded need 1 of HK-26-014 as met on Thu 1 Oct 2026"),
        Told(
            .exclusionRequested(
                exclusion: 1, of: "father", by: "csc-3", reason: typed, lateBecause: nil, on: "2026-10-01"),
            "recorded exclusion request 1 of HK-26-014, by csc-3, to keep out the father, on Thu 1 Oct 2026, "
                + "reason: …"),
        Told(
            .exclusionRequested(
                exclusion: 2, of: "carer", by: "csc-3", reason: typed, lateBecause: typed, on: "2026-10-15"),
            "recorded exclusion request 2 of HK-26-014, by csc-3, to keep out the carer, on Thu 15 Oct 2026, "
                + "reason: …, late because: …"),
        Told(
            .exclusionDecided(exclusion: 1, granted: true, reason: typed, on: "2026-10-02"),
            "granted exclusion request 1 of HK-26-014 on Fri 2 Oct 2026, reason: …"),
        Told(
            .exclusionDecided(exclusion: 1, granted: false, reason: typed, on: "2026-10-02"),
            "refused exclusion request 1 of HK-26-014 on Fri 2 Oct 2026, reason: …"),
        Told(
            .split(into: [["mother", "child"], ["father"]], reason: typed, on: "2026-10-02"),
            "split HK-26-014 on Fri 2 Oct 2026 into 2 parts (the mother and the child; the father), reason: …"),
    ]

    private static let decisions = [
        Told(
            .quoracyRuled(ruling: .proceeded(because: .enoughInformation, note: nil), on: "2026-10-16"),
            "recorded the chair’s ruling on Fri 16 Oct 2026 that HK-26-014 went on inquorate: "
                + "there was enough information to decide"),
        Told(
            .quoracyRuled(ruling: .proceeded(because: .delayHarmful, note: typed), on: "2026-10-16"),
            "recorded the chair’s ruling on Fri 16 Oct 2026 that HK-26-014 went on inquorate: "
                + "a delay would have been harmful, note: …"),
        Told(
            .quoracyRuled(ruling: .adjourned(note: typed), on: "2026-10-16"),
            "recorded the chair’s ruling on Fri 16 Oct 2026 that HK-26-014 was adjourned as inquorate, note: …"),
        Told(
            .decisionCorrected(
                child: "K-1", from: ChildDecision(plan: .neglect), to: ChildDecision(plan: nil), reason: typed),
            "corrected the decision of HK-26-014 for child K-1 from a plan, category: … to no plan, reason: …",
            opened: "corrected the decision of HK-26-014 for child K-1 from a plan, category: neglect to no plan, "
                + "reason: Maya Okafor lives in Mare Street"),
        decided(.neglect, "neglect"), decided(.physicalAbuse, "physical abuse"),
        decided(.sexualAbuse, "sexual abuse"), decided(.emotionalAbuse, "emotional abuse"),
        Told(
            .childDecided(child: "K-2", decision: ChildDecision(plan: nil), on: "2026-10-16"),
            "recorded the decision of HK-26-014 for child K-2 on Fri 16 Oct 2026: no plan"),
        Told(
            .childDecided(
                child: "K-2",
                decision: ChildDecision(
                    plan: nil, dissent: [.init(agency: "POL", note: typed), .init(agency: "HEA", note: typed)]),
                on: "2026-10-16"),
            "recorded the decision of HK-26-014 for child K-2 on Fri 16 Oct 2026: no plan, "
                + "dissent of POL: …, dissent of HEA: …"),
    ]

    private static func decided(_ category: PlanCategory, _ word: String) -> Told {
        let sentence = "recorded the decision of HK-26-014 for child K-1 on Fri 16 Oct 2026: a plan, category: "
        return Told(
            .childDecided(child: "K-1", decision: ChildDecision(plan: category), on: "2026-10-16"), sentence + "…",
            opened: sentence + word)
    }

    private static let aftermath = [
        Told(
            .reviewArranged(conference: "HK-27-002", sitsOn: "2027-01-08"),
            "noted HK-27-002 of Fri 8 Jan 2027 as the review after HK-26-014"),
        Told(
            .reviewLost(conference: "HK-27-002"), "noted that HK-27-002 is no longer the review after HK-26-014"),
        Told(
            .reviewHeld(conference: "HK-27-002", on: "2027-01-08"),
            "noted that HK-27-002, the review after HK-26-014, was held on Fri 8 Jan 2027"),
        Told(.letterIssued(on: "2026-10-19"), "issued the decision letter of HK-26-014 on Mon 19 Oct 2026"),
        Told(.coreGroupHeld(on: "2026-10-26"), "recorded the core group after HK-26-014 as held on Mon 26 Oct 2026"),
        Told(.recordDrafted(on: "2026-10-19"), "began the record of HK-26-014 on Mon 19 Oct 2026"),
        Told(.recordSentToChair(on: "2026-10-19"), "sent the record of HK-26-014 to the chair on Mon 19 Oct 2026"),
        Told(
            .recordReturned(reason: typed, on: "2026-10-19"),
            "returned the record of HK-26-014 on Mon 19 Oct 2026, reason: …"),
        Told(.recordApproved(on: "2026-10-19"), "approved the record of HK-26-014 on Mon 19 Oct 2026"),
        Told(
            .recordCirculated(invitations: [1, 3], on: "2026-10-20"),
            "circulated the record of HK-26-014 to invitations 1 and 3 on Tue 20 Oct 2026"),
        Told(
            .recordReceived(invitation: 3, on: "2026-10-20"),
            "recorded receipt of the record of HK-26-014 for invitation 3 on Tue 20 Oct 2026"),
        Told(
            .correctionRequested(invitation: 3, detail: typed, on: "2026-10-20"),
            "requested a correction of the record of HK-26-014 for invitation 3 on Tue 20 Oct 2026, detail: …"),
        Told(.recordFinalised(on: "2026-11-02"), "made the record of HK-26-014 final on Mon 2 Nov 2026"),
    ]

    private static let reminders = [
        Told(
            .ownObligationMet(name: SD.chronology, invitation: nil, on: "2026-10-01"),
            "ticked off “chronology” for HK-26-014 on Thu 1 Oct 2026"),
        Told(
            .ownObligationMet(name: SD.chronology, invitation: 3, on: "2026-10-01"),
            "ticked off “chronology” for invitation 3 of HK-26-014 on Thu 1 Oct 2026"),
        Told(
            .remindersHeld(obligation: nil, until: "2026-10-12", reason: typed),
            "held all reminders of HK-26-014 until Mon 12 Oct 2026, reason: …"),
        Told(
            .remindersHeld(
                obligation: ObligationID(.conference("HK-26-014"), place: 3, kind: .submitReport),
                until: "2026-10-12", reason: typed),
            "held the reminders of HK-26-014#3/submitReport until Mon 12 Oct 2026, reason: …"),
        Told(.remindersReleased(obligation: nil), "released all reminders of HK-26-014"),
        Told(
            .remindersReleased(obligation: ObligationID(.conference("HK-26-014"), kind: .own(SD.chronology))),
            "released the reminders of HK-26-014/chronology"),
    ]
}
