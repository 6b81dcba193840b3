import Conferences
import TestValues
import WorkingDays

// The kinds, and the fields of older kinds, that came with the whole rulebook.
extension Frozen<ConferenceEvent> {
    static let conferenceLater = ofArranging + ofInviting + ofReporting + ofMeeting + ofTheDay + ofFollowing

    private static let ofArranging = [
        Frozen(
            Story.requested,
            #"{"requested":{"as":{"caseReference":"C-771","discussion":"SD-26-009","on":"2026-09-10","#
                + #""requestedBy":"csc-3","type":"initial"}}}"#),
        Frozen(
            .requestDropped(on: "2026-09-11", reason: "No need"),
            #"{"requestDropped":{"on":"2026-09-11","reason":"No need"}}"#),
        Frozen(
            .scheduled(
                as: Scheduling(
                    type: .transferIn, caseReference: "C-771",
                    sitting: Sample.sitting(videoLink: "https://video.example/9"), chair: "csc-1",
                    administrator: "csc-2", familyRecipients: ["child"], on: "2026-09-14", leadSocialWorker: "csc-3",
                    discussion: "SD-26-009", children: ["ch-1"], ruleSet: 2)),
            #"{"scheduled":{"as":{"administrator":"csc-2","caseReference":"C-771","chair":"csc-1","#
                + #""children":["ch-1"],"discussion":"SD-26-009","familyRecipients":["child"],"#
                + #""leadSocialWorker":"csc-3","on":"2026-09-14","ruleSet":2,"sitting":{"at":"10:00","#
                + #""on":"2026-10-16","place":"Town Hall, room 4","videoLink":"https://video.example/9"},"#
                + #""type":"transfer-in"}}}"#),
        Frozen(.closed(on: "2026-10-30"), #"{"closed":{"on":"2026-10-30"}}"#),
        Frozen(
            .assigned(role: .leadSocialWorker, person: "csc-3", on: "2026-10-01"),
            #"{"assigned":{"on":"2026-10-01","person":"csc-3","role":"lead-social-worker"}}"#),
        Frozen(.childAdded(child: "ch-3", on: "2026-10-01"), #"{"childAdded":{"child":"ch-3","on":"2026-10-01"}}"#),
        Frozen(.rulesPinned(ruleSet: 2), #"{"rulesPinned":{"ruleSet":2}}"#),
        Frozen(
            .ownObligationMet(name: "book-room", invitation: nil, on: "2026-10-01"),
            #"{"ownObligationMet":{"name":"book-room","on":"2026-10-01"}}"#),
        Frozen(
            .ownObligationMet(name: "read-papers", invitation: 2, on: "2026-10-01"),
            #"{"ownObligationMet":{"invitation":2,"name":"read-papers","on":"2026-10-01"}}"#),
        Frozen(
            .remindersHeld(obligation: "A/b#3/submitReport", until: "2026-10-08", reason: "On leave"),
            #"{"remindersHeld":{"obligation":"A/b#3/submitReport","reason":"On leave","until":"2026-10-08"}}"#),
        Frozen(
            .remindersHeld(obligation: nil, until: "2026-10-08", reason: "On leave"),
            #"{"remindersHeld":{"reason":"On leave","until":"2026-10-08"}}"#),
        Frozen(.remindersReleased(obligation: nil), #"{"remindersReleased":{}}"#),
        Frozen(
            .remindersReleased(obligation: "HK-26-014/decisionLetter"),
            #"{"remindersReleased":{"obligation":"HK-26-014/decisionLetter"}}"#),
    ]

    private static let ofInviting = [
        Frozen(
            .inviteeListed(invitation: 1, agency: "POL", person: nil, capacity: .reportOnly, on: "2026-09-21"),
            #"{"inviteeListed":{"agency":"POL","capacity":"report-only","invitation":1,"on":"2026-09-21"}}"#),
        Frozen(
            .invited(invitation: 1, agency: "POL", person: "pol-1", on: "2026-09-21", capacity: .noteTaker),
            #"{"invited":{"agency":"POL","capacity":"note-taker","invitation":1,"on":"2026-09-21","#
                + #""person":"pol-1"}}"#),
        Frozen(
            .invitationsSent(invitations: [2, 3], on: "2026-10-01"),
            #"{"invitationsSent":{"invitations":[2,3],"on":"2026-10-01"}}"#),
        Frozen(
            .inviteeNamed(invitation: 1, person: "edu-1", on: "2026-10-01"),
            #"{"inviteeNamed":{"invitation":1,"on":"2026-10-01","person":"edu-1"}}"#),
        Frozen(
            .invitationBounced(invitation: 1, on: "2026-10-01"),
            #"{"invitationBounced":{"invitation":1,"on":"2026-10-01"}}"#),
        Frozen(
            .replied(invitation: 1, reply: .apologies(reason: nil), on: "2026-10-01"),
            #"{"replied":{"invitation":1,"on":"2026-10-01","reply":{"apologies":{}}}}"#),
        Frozen(
            .delegateAccepted(invitation: 1, on: "2026-10-02"),
            #"{"delegateAccepted":{"invitation":1,"on":"2026-10-02"}}"#),
        Frozen(
            .delegateDeclined(invitation: 1, reason: "In court", on: "2026-10-02"),
            #"{"delegateDeclined":{"invitation":1,"on":"2026-10-02","reason":"In court"}}"#),
    ]

    private static let ofReporting = [
        Frozen(
            .reportSubmitted(
                invitation: 1, coversSignificantOthers: true, on: "2026-10-01",
                covered: SignificantOthersCovered(householdMembers: 3, significantAdults: 2), shareAgain: false),
            #"{"reportSubmitted":{"covered":{"householdMembers":3,"significantAdults":2},"#
                + #""coversSignificantOthers":true,"invitation":1,"on":"2026-10-01","shareAgain":false}}"#),
        Frozen(
            .reportAccepted(invitation: 1, on: "2026-10-02"),
            #"{"reportAccepted":{"invitation":1,"on":"2026-10-02"}}"#),
        Frozen(
            .reportReturned(invitation: 1, reason: "Not signed", on: "2026-10-02"),
            #"{"reportReturned":{"invitation":1,"on":"2026-10-02","reason":"Not signed"}}"#),
        Frozen(
            .reportCirculated(invitation: 1, to: ["HEA", "CSC"], on: "2026-10-02"),
            #"{"reportCirculated":{"invitation":1,"on":"2026-10-02","to":["HEA","CSC"]}}"#),
        Frozen(
            Sample.shared("carer:2", .discussed(method: .telephone, by: "pol-1")),
            #"{"reportShared":{"invitation":1,"on":"2026-10-01","#
                + #""outcome":{"discussed":{"by":"pol-1","method":"telephone"}},"with":"carer:2"}}"#),
        Frozen(
            .contactAttempted(invitation: 1, with: "mother", method: .video, by: nil, on: "2026-10-01"),
            #"{"contactAttempted":{"invitation":1,"method":"video","on":"2026-10-01","with":"mother"}}"#),
        Frozen(
            .contactAttempted(invitation: 1, with: "mother", method: .faceToFace, by: "pol-1", on: "2026-10-01"),
            #"{"contactAttempted":{"by":"pol-1","invitation":1,"method":"face-to-face","on":"2026-10-01","#
                + #""with":"mother"}}"#),
    ]

    private static let ofMeeting = [
        Frozen(
            .needRecorded(need: 1, kind: .interpreter, recipient: "mother", detail: "Twi", on: "2026-10-01"),
            #"{"needRecorded":{"detail":"Twi","kind":"interpreter","need":1,"on":"2026-10-01","#
                + #""recipient":"mother"}}"#),
        Frozen(
            .needRecorded(need: 2, kind: .access, recipient: nil, detail: "No stairs", on: "2026-10-01"),
            #"{"needRecorded":{"detail":"No stairs","kind":"access","need":2,"on":"2026-10-01"}}"#),
        Frozen(.needArranged(need: 1, on: "2026-10-02"), #"{"needArranged":{"need":1,"on":"2026-10-02"}}"#),
        Frozen(
            .exclusionRequested(
                exclusion: 1, of: "father", by: "csc-3", reason: "Violence", lateBecause: "A threat today",
                on: "2026-10-14"),
            #"{"exclusionRequested":{"by":"csc-3","exclusion":1,"lateBecause":"A threat today","of":"father","#
                + #""on":"2026-10-14","reason":"Violence"}}"#),
        Frozen(
            .exclusionDecided(exclusion: 1, granted: true, reason: "For safety", on: "2026-10-14"),
            #"{"exclusionDecided":{"exclusion":1,"granted":true,"on":"2026-10-14","reason":"For safety"}}"#),
        Frozen(
            .split(into: [["mother"], ["father", "child"]], reason: "Violence", on: "2026-10-01"),
            #"{"split":{"into":[["mother"],["father","child"]],"on":"2026-10-01","reason":"Violence"}}"#),
    ]

    private static let ofTheDay = [
        Frozen(
            .attendanceRecorded(invitation: 1, attendance: .part, joinedAt: "10:15", leftAt: "11:00:30"),
            #"{"attendanceRecorded":{"attendance":"part","invitation":1,"joinedAt":"10:15","leftAt":"11:00:30"}}"#),
        Frozen(
            .attendanceCorrected(
                invitation: 1, from: AttendanceEntry(.absent), to: AttendanceEntry(.part, leftAt: "11:00"),
                reason: "Misread"),
            #"{"attendanceCorrected":{"from":{"attendance":"absent"},"invitation":1,"reason":"Misread","#
                + #""to":{"attendance":"part","leftAt":"11:00"}}}"#),
        Frozen(
            .absenceRepeated(invitation: 3, earlier: InvitationID(conference: "HK-26-002", number: 4)),
            #"{"absenceRepeated":{"earlier":{"conference":"HK-26-002","number":4},"invitation":3}}"#),
        Frozen(
            .absenceExplained(invitation: 3, reason: "A flood", on: "2026-10-19"),
            #"{"absenceExplained":{"invitation":3,"on":"2026-10-19","reason":"A flood"}}"#),
        Frozen(
            .quoracyRuled(ruling: .proceeded(because: .delayHarmful, note: nil), on: "2026-10-16"),
            #"{"quoracyRuled":{"on":"2026-10-16","ruling":{"proceeded":{"because":"delay-harmful"}}}}"#),
        Frozen(
            .quoracyRuled(ruling: .proceeded(because: .lackOfContact, note: "New here"), on: "2026-10-16"),
            #"{"quoracyRuled":{"on":"2026-10-16","ruling":{"proceeded":{"because":"lack-of-contact","#
                + #""note":"New here"}}}}"#),
        Frozen(
            .quoracyRuled(ruling: .adjourned(note: "No health"), on: "2026-10-16"),
            #"{"quoracyRuled":{"on":"2026-10-16","ruling":{"adjourned":{"note":"No health"}}}}"#),
        Frozen(
            .childDecided(
                child: "ch-1",
                decision: ChildDecision(plan: .physicalAbuse, dissent: [.init(agency: "HEA", note: "Too much")]),
                on: "2026-10-16"),
            #"{"childDecided":{"child":"ch-1","decision":{"dissent":[{"agency":"HEA","note":"Too much"}],"#
                + #""plan":"physical-abuse"},"on":"2026-10-16"}}"#),
        Frozen(
            .decisionCorrected(
                child: "ch-1", from: ChildDecision(plan: .neglect), to: ChildDecision(plan: nil), reason: "Misheard"),
            #"{"decisionCorrected":{"child":"ch-1","from":{"dissent":[],"plan":"neglect"},"reason":"Misheard","#
                + #""to":{"dissent":[]}}}"#),
        Frozen(
            Story.noPlan, #"{"childDecided":{"child":"ch-2","decision":{"dissent":[]},"on":"2026-10-16"}}"#),
    ]

    private static let ofFollowing = [
        Frozen(
            .reviewArranged(conference: "HK-27-003", sitsOn: "2027-01-12"),
            #"{"reviewArranged":{"conference":"HK-27-003","sitsOn":"2027-01-12"}}"#),
        Frozen(.reviewLost(conference: "HK-27-003"), #"{"reviewLost":{"conference":"HK-27-003"}}"#),
        Frozen(
            .reviewHeld(conference: "HK-27-003", on: "2027-01-12"),
            #"{"reviewHeld":{"conference":"HK-27-003","on":"2027-01-12"}}"#),
        Frozen(.letterIssued(on: "2026-10-19"), #"{"letterIssued":{"on":"2026-10-19"}}"#),
        Frozen(.coreGroupHeld(on: "2026-10-29"), #"{"coreGroupHeld":{"on":"2026-10-29"}}"#),
        Frozen(.recordDrafted(on: "2026-10-19"), #"{"recordDrafted":{"on":"2026-10-19"}}"#),
        Frozen(.recordSentToChair(on: "2026-10-20"), #"{"recordSentToChair":{"on":"2026-10-20"}}"#),
        Frozen(
            .recordReturned(reason: "Too short", on: "2026-10-21"),
            #"{"recordReturned":{"on":"2026-10-21","reason":"Too short"}}"#),
        Frozen(.recordApproved(on: "2026-10-21"), #"{"recordApproved":{"on":"2026-10-21"}}"#),
        Frozen(
            .recordCirculated(invitations: [1, 2], on: "2026-10-22"),
            #"{"recordCirculated":{"invitations":[1,2],"on":"2026-10-22"}}"#),
        Frozen(
            .recordReceived(invitation: 1, on: "2026-10-23"),
            #"{"recordReceived":{"invitation":1,"on":"2026-10-23"}}"#),
        Frozen(
            .correctionRequested(invitation: 1, detail: "The date", on: "2026-10-23"),
            #"{"correctionRequested":{"detail":"The date","invitation":1,"on":"2026-10-23"}}"#),
        Frozen(.recordFinalised(on: "2026-11-05"), #"{"recordFinalised":{"on":"2026-11-05"}}"#),
    ]
}
