import Conferences
import TestValues
import Testing
import WorkingDays

@Suite("Events as sentences")
struct EventSentenceTests {
    private let plain = EventSentence()
    private let open = EventSentence(showsNotes: true)

    @Test("say everything in a line, with the conference, for every kind", arguments: Frozen.conference)
    func everyKind(_ row: Frozen<ConferenceEvent>) {
        let phrase = plain.phrase(row.event, of: "HK-26-014")
        #expect(phrase.contains("HK-26-014"))
        #expect(phrase.first?.isLowercase == true)
        #expect(!phrase.contains("\n"))
        #expect(!phrase.contains("Optional"))
    }

    @Test(
        "read well",
        arguments: [
            (
                ConferenceEvent.rescheduled(
                    to: Sample.sitting("2026-10-19", at: "14:30:15", place: "video"), on: "2026-10-01"),
                "moved HK-1 to Mon 19 Oct 2026 at 14:30, video on Thu 1 Oct 2026"
            ),
            (
                .invited(invitation: 2, agency: "POL", person: nil, on: "2026-09-21"),
                "invited POL as invitation 2 of HK-1 on Mon 21 Sep 2026"
            ),
            (
                .replied(invitation: 1, reply: .tentative, on: "2026-10-01"),
                "recorded the reply “tentative” for invitation 1 of HK-1 on Thu 1 Oct 2026"
            ),
            (
                .reportSubmitted(invitation: 3, coversSignificantOthers: false, on: "2026-10-01"),
                "recorded the report for invitation 3 of HK-1 on Thu 1 Oct 2026, without significant others"
            ),
            (
                .reportShared(invitation: 3, with: "mother", outcome: .discussed(method: .video), on: "2026-10-01"),
                "recorded how the report for invitation 3 of HK-1 was shared with the mother: discussed, video on Thu 1 Oct 2026"
            ),
            (
                .attendanceRecorded(invitation: 3, attendance: .delegatePresent),
                "recorded invitation 3 of HK-1 as represented by its delegate"
            ),
        ])
    func readWell(event: ConferenceEvent, phrase: String) {
        #expect(plain.phrase(event, of: "HK-1") == phrase)
    }

    @Test(
        "leave notes out unless they are asked for",
        arguments: [
            ConferenceEvent.cancelled(on: "2026-10-01", reason: "Moved away"),
            .replied(invitation: 1, reply: .apologies(reason: "Moved away"), on: "2026-10-01"),
            .reportExempted(invitation: 1, approvedBy: "csc-3", reason: "Moved away", on: "2026-10-01"),
            Sample.shared("mother", .exempt(approvedBy: "csc-3", reason: "Moved away")),
        ])
    func notes(event: ConferenceEvent) {
        #expect(plain.phrase(event, of: "HK-1").contains(", reason: …"))
        #expect(!plain.phrase(event, of: "HK-1").contains("Moved away"))
        #expect(open.phrase(event, of: "HK-1").contains(", reason: Moved away"))
    }

    @Test("name no person of the directory by name")
    func people() {
        let person = Person(reference: "pol-1", agency: "POL", name: "Sergeant", email: "pol-1@police.example")
        #expect(plain.phrase(.personRecorded(person: person)) == "recorded pol-1 of POL, with name and address")
        #expect(
            plain.phrase(.agencyRecorded(agency: Agency(code: "POL", name: "Police", safeguardingLead: "pol-1")))
                == "recorded agency POL, “Police”, led by pol-1")
    }

    @Test(
        "tell of reads and keys",
        arguments: [
            (TrailEvent.caseRead(by: "audit show", conference: nil), "read case C-1, by audit show"),
            (.keyErased(subject: "person/P-1", reason: "left"), "erased what was sealed for person/P-1, reason: left"),
            (.masterKeyRotated(to: "0a1b2c3d", keys: 1), "wrapped 1 key anew under master key 0a1b2c3d"),
        ])
    func trail(event: TrailEvent, phrase: String) {
        #expect(plain.phrase(event, of: "C-1") == phrase)
    }
}
