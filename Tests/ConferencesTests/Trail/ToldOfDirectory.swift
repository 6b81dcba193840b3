import Conferences
import TestValues
import WorkingDays

extension Told<DirectoryEvent> {
    static let directory = [
        Told(
            .agencyRecorded(
                agency: Agency(
                    code: "POL", name: "Police", safeguardingLead: "pol-1", kind: .police,
                    sharingExemption: SharingExemption(approvedBy: "csc-3", reason: typed.shown))),
            "recorded agency POL, “Police”, of kind police, led by pol-1, "
                + "exempt from sharing its reports beforehand, approved by csc-3, reason: …"),
        Told(
            .agencyRecorded(
                agency: Agency(code: "CSC", name: "Children’s Services", safeguardingLead: nil, kind: .socialCare)),
            "recorded agency CSC, “Children’s Services”, of kind social care, without a safeguarding lead"),
        Told(
            .agencyRecorded(agency: Agency(code: "HEA", name: "Health", safeguardingLead: "hea-1")),
            "recorded agency HEA, “Health”, led by hea-1"),
        Told(
            .personRecorded(
                person: Person(reference: "pol-1", agency: "POL", name: "Maya Okafor", email: "maya@police.example")),
            "recorded pol-1 of POL, with name and address"),
        Told(.postFilled(post: .teamManager, person: "csc-7"), "named csc-7 as team manager"),
        Told(.postFilled(post: .headOfService, person: "csc-7"), "named csc-7 as head of service"),
        Told(.postFilled(post: .serviceManager, person: "csc-7"), "named csc-7 as service manager"),
        Told(.postFilled(post: .partnership, person: "csc-7"), "named csc-7 as contact of the partnership"),
        Told(
            .personHeld(person: "pol-1", until: "2026-10-12", reason: typed),
            "held the reminders of what pol-1 owes until Mon 12 Oct 2026, reason: …"),
        Told(.personReleased(person: "pol-1"), "released the reminders of what pol-1 owes"),
        Told(.personLanguageChosen(person: "pol-1", language: .welsh), "chose that pol-1 reads Welsh"),
        Told(
            .personRecorded(
                person: Person(
                    reference: "pol-1", agency: "POL", name: "Maya Okafor", email: "maya@police.example",
                    language: .english)), "recorded pol-1 of POL, with name and address; reads English"),
    ]
}

extension Told<TrailEvent> {
    static let trail = [
        Told(.caseRead(by: "audit show", conference: nil), "read case C-771, by audit show"),
        Told(
            .caseRead(by: "conference show", conference: "HK-26-014"),
            "read case C-771 through HK-26-014, by conference show"),
        Told(
            .keyErased(subject: "person/pol-1", reason: "left"),
            "erased what was sealed for person/pol-1, reason: left"),
        Told(
            .legallyHeld(subject: "case/C-771", reason: "an inquest"),
            "put case/C-771 under a legal hold, reason: an inquest"),
        Told(
            .legallyReleased(subject: "case/C-771", reason: "it is over"),
            "released case/C-771 from its legal hold, reason: it is over"),
        Told(.masterKeyRotated(to: "0a1b2c3d", keys: 1), "wrapped 1 key anew under master key 0a1b2c3d"),
        Told(.masterKeyRotated(to: "0a1b2c3d", keys: 12), "wrapped 12 keys anew under master key 0a1b2c3d"),
        Told(.messageResent(message: "5d41402a"), "had message 5d41402a sent once more"),
        Told(.messageCancelled(message: "5d41402a"), "cancelled message 5d41402a"),
        Told(.webhookEnabled(webhook: "case-system"), "had the webhook case-system called again"),
        Told(
            .webhookReplayed(webhook: "case-system", from: "2026-11-23", to: "2026-11-24", calls: 12),
            "had 12 calls of the webhook case-system made again, of Mon 23 Nov 2026 to Tue 24 Nov 2026"),
    ]
}
