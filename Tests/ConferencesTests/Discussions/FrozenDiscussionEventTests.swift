import Conferences
import Foundation
import TestValues
import Testing
import WorkingDays

/// The log keeps these texts for good: a change here means that logs already written can no longer be read.
@Suite("A strategy discussion's event as JSON")
struct FrozenDiscussionEventTests {
    @Test("is frozen", arguments: Frozen<DiscussionEvent>.discussion)
    func isFrozen(_ row: Frozen<DiscussionEvent>) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        #expect(try String(decoding: encoder.encode(row.event), as: UTF8.self) == row.json)
        #expect(try JSONDecoder().decode(DiscussionEvent.self, from: Data(row.json.utf8)) == row.event)
    }

    @Test("names the kind under which the log files it, and every kind is frozen")
    func kinds() {
        var kinds: Set<String> = []
        for row in Frozen<DiscussionEvent>.discussion {
            #expect(row.json.hasPrefix("{\"\(row.event.kind)\":{"))
            kinds.insert(row.event.kind)
        }
        #expect(
            kinds == [
                "arranged", "moved", "cancelled", "participantAdded", "participantWithdrawn", "attendanceRecorded",
                "attendanceCorrected", "held", "areaConsidered", "areaFlagged", "flagAnswered", "actionCompleted",
                "actionWithdrawn", "section47Recorded", "conferenceLinked", "conferenceUnlinked", "conferenceHeld",
                "minutesDrafted", "minutesSubmitted", "minutesReturned", "minutesApproved", "minutesCirculated",
                "minutesReceived", "minutesReportedMissing", "minutesCorrectionRequested", "minutesFinalised",
                "closed", "chairAssigned", "rulesPinned", "followedUp", "ownObligationMet", "remindersHeld",
                "remindersReleased",
            ])
    }

    @Test("keeps every word of the closed lists")
    func words() {
        #expect(DiscussionAttendance.allCases.map(\.rawValue) == ["present", "absent", "apologies"])
        #expect(
            AgencyKind.allCases.map(\.rawValue)
                == ["social-care", "police", "health", "education", "probation", "housing", "other"])
    }

    @Test("seals everything that people typed")
    func seals() throws {
        let encoder = JSONEncoder()
        encoder.userInfo[.noteSealer] = Blackout()
        let events =
            SD.closed + SD.short + RefusedDiscussion.cancelled + [
                .closed(on: "2026-10-02", unaddressed: .init(areas: [.legal], reason: SD.secret)),
                .flagAnswered(flag: 1, answer: SD.secret, on: "2026-10-02"),
                .actionWithdrawn(action: 1, reason: SD.secret, on: "2026-10-02"),
                .minutesReturned(on: "2026-10-02", reason: SD.secret),
                .minutesCorrectionRequested(participant: 1, text: SD.secret, on: "2026-10-02"),
                .remindersHeld(obligation: nil, until: "2026-10-12", reason: SD.secret),
            ]
        for event in events {
            #expect(try !String(decoding: encoder.encode(event), as: UTF8.self).contains("Okafor"))
        }
    }

    @Test("with a value that cannot be is not read")
    func refuses() {
        for broken in [
            #"{"moved":{"on":"2026-10-01"}}"#, #"{"attendanceRecorded":{"of":{"1":"late"}}}"#, #"{"unheard":{}}"#,
            #"{"areaFlagged":{"area":"Maya Okafor","flag":1,"on":"2026-10-01","participant":1}}"#,
            #"{"held":{"on":"2026-02-30"}}"#, #"{"remindersReleased":{"obligation":"sd:SD-26-031"}}"#,
            #"{"ownObligationMet":{"name":"submitReport","on":"2026-10-08"}}"#,
        ] {
            #expect(throws: (any Error).self) {
                try JSONDecoder().decode(DiscussionEvent.self, from: Data(broken.utf8))
            }
        }
    }
}

private struct Blackout: NoteSealer {
    func seal(_ text: String) -> String { "sealed" }
    func open(_ sealed: String) -> String? { nil }
}

extension Frozen<DiscussionEvent> {
    static let discussion = meeting + agenda + conferences + minutes + administration

    private static let meeting = [
        Frozen(
            .arranged(
                as: SD.arrangement(agenda: AgendaTemplate(version: 3, areas: [SD.agenda.areas[0]]), ruleSet: 4)),
            #"{"arranged":{"as":{"agenda":{"areas":[{"isMandatory":true,"name":"background-history","#
                + #""perAgency":true,"prompts":["What is known?"],"title":"Background history"}],"version":3},"#
                + #""caseReference":"C-771","chair":"csc-1","isCaseOpen":true,"on":"2026-09-30","ruleSet":4,"#
                + #""sitting":{"at":"14:00","on":"2026-10-01","place":"video"}}}}"#),
        Frozen(
            .arranged(as: SD.arrangement(agenda: AgendaTemplate(version: 3, areas: []))),
            #"{"arranged":{"as":{"agenda":{"areas":[],"version":3},"caseReference":"C-771","chair":"csc-1","#
                + #""isCaseOpen":true,"on":"2026-09-30","sitting":{"at":"14:00","on":"2026-10-01","place":"video"}}}}"#),
        Frozen(
            .moved(to: SD.sitting(at: "09:30"), on: "2026-10-01"),
            #"{"moved":{"on":"2026-10-01","to":{"at":"09:30","on":"2026-10-01","place":"video"}}}"#),
        Frozen(
            .cancelled(on: "2026-10-01", reason: "Moved “away” / ünknown"),
            #"{"cancelled":{"on":"2026-10-01","reason":"Moved “away” / ünknown"}}"#),
        Frozen(
            .participantAdded(participant: 1, agency: "POL", person: "pol-1", on: "2026-09-30"),
            #"{"participantAdded":{"agency":"POL","on":"2026-09-30","participant":1,"person":"pol-1"}}"#),
        Frozen(
            .participantAdded(participant: 2, agency: "HEA", person: nil, on: "2026-09-30"),
            #"{"participantAdded":{"agency":"HEA","on":"2026-09-30","participant":2}}"#),
        Frozen(
            .participantWithdrawn(participant: 2, on: "2026-10-01"),
            #"{"participantWithdrawn":{"on":"2026-10-01","participant":2}}"#),
        Frozen(
            .attendanceRecorded(of: [1: .present, 2: .apologies, 3: .absent]),
            #"{"attendanceRecorded":{"of":{"1":"present","2":"apologies","3":"absent"}}}"#),
        Frozen(
            .attendanceCorrected(participant: 2, attendance: .present),
            #"{"attendanceCorrected":{"attendance":"present","participant":2}}"#),
        Frozen(.held(on: "2026-10-01", shortfall: nil), #"{"held":{"on":"2026-10-01"}}"#),
        Frozen(
            .held(on: "2026-10-01", shortfall: Shortfall(missing: [.socialCare, .police], reason: "Urgent")),
            #"{"held":{"on":"2026-10-01","shortfall":{"missing":["social-care","police"],"reason":"Urgent"}}}"#),
        Frozen(.closed(on: "2026-10-02", unaddressed: nil), #"{"closed":{"on":"2026-10-02"}}"#),
        Frozen(
            .closed(on: "2026-10-02", unaddressed: .init(areas: [.legal], reason: "No time")),
            #"{"closed":{"on":"2026-10-02","unaddressed":{"areas":["legal"],"reason":"No time"}}}"#),
    ]

    private static let agenda = [
        Frozen(
            .areaConsidered(
                area: .legal, agency: nil, note: "No order", outcome: .noActionNeeded, on: "2026-10-01"),
            #"{"areaConsidered":{"area":"legal","note":"No order","on":"2026-10-01","#
                + #""outcome":{"noActionNeeded":{}}}}"#),
        Frozen(
            .areaConsidered(
                area: .backgroundHistory, agency: "POL", note: "Two lines\nof it",
                outcome: .actions(agreed: [AgreedAction(what: "Ask", owner: "csc-2", dueOn: "2026-10-08")]),
                on: "2026-10-01"),
            #"{"areaConsidered":{"agency":"POL","area":"background-history","note":"Two lines\nof it","#
                + #""on":"2026-10-01","outcome":{"actions":{"agreed":[{"dueOn":"2026-10-08","owner":"csc-2","#
                + #""what":"Ask"}]}}}}"#),
        Frozen(
            .areaFlagged(flag: 1, area: .legal, participant: 3, on: "2026-10-01"),
            #"{"areaFlagged":{"area":"legal","flag":1,"on":"2026-10-01","participant":3}}"#),
        Frozen(
            .flagAnswered(flag: 1, answer: "See siblings", on: "2026-10-02"),
            #"{"flagAnswered":{"answer":"See siblings","flag":1,"on":"2026-10-02"}}"#),
        Frozen(
            .actionCompleted(action: 1, on: "2026-10-02"), #"{"actionCompleted":{"action":1,"on":"2026-10-02"}}"#),
        Frozen(
            .actionWithdrawn(action: 1, reason: "Twice", on: "2026-10-02"),
            #"{"actionWithdrawn":{"action":1,"on":"2026-10-02","reason":"Twice"}}"#),
    ]

    private static let conferences = [
        Frozen(
            .section47Recorded(isInitiated: true, leadSocialWorker: "csc-3", on: "2026-10-01"),
            #"{"section47Recorded":{"isInitiated":true,"leadSocialWorker":"csc-3","on":"2026-10-01"}}"#),
        Frozen(
            .section47Recorded(isInitiated: false, leadSocialWorker: nil, on: "2026-10-01"),
            #"{"section47Recorded":{"isInitiated":false,"on":"2026-10-01"}}"#),
        Frozen(
            .conferenceLinked(conference: "HK-26-014", sitsOn: "2026-10-16", on: "2026-10-02"),
            #"{"conferenceLinked":{"conference":"HK-26-014","on":"2026-10-02","sitsOn":"2026-10-16"}}"#),
        Frozen(
            .conferenceUnlinked(conference: "HK-26-014", on: "2026-10-02"),
            #"{"conferenceUnlinked":{"conference":"HK-26-014","on":"2026-10-02"}}"#),
        Frozen(
            .conferenceHeld(conference: "HK-26-014", on: "2026-10-16"),
            #"{"conferenceHeld":{"conference":"HK-26-014","on":"2026-10-16"}}"#),
    ]

    private static let minutes = [
        Frozen(.minutesDrafted(on: "2026-10-01"), #"{"minutesDrafted":{"on":"2026-10-01"}}"#),
        Frozen(.minutesSubmitted(on: "2026-10-01"), #"{"minutesSubmitted":{"on":"2026-10-01"}}"#),
        Frozen(
            .minutesReturned(on: "2026-10-01", reason: "Too short"),
            #"{"minutesReturned":{"on":"2026-10-01","reason":"Too short"}}"#),
        Frozen(.minutesApproved(on: "2026-10-01"), #"{"minutesApproved":{"on":"2026-10-01"}}"#),
        Frozen(
            .minutesCirculated(to: [1, 3], on: "2026-10-02"),
            #"{"minutesCirculated":{"on":"2026-10-02","to":[1,3]}}"#),
        Frozen(
            .minutesReceived(participant: 1, on: "2026-10-02"),
            #"{"minutesReceived":{"on":"2026-10-02","participant":1}}"#),
        Frozen(
            .minutesReportedMissing(participant: 1, on: "2026-10-02"),
            #"{"minutesReportedMissing":{"on":"2026-10-02","participant":1}}"#),
        Frozen(
            .minutesCorrectionRequested(participant: 1, text: "The aunt came", on: "2026-10-02"),
            #"{"minutesCorrectionRequested":{"on":"2026-10-02","participant":1,"text":"The aunt came"}}"#),
        Frozen(.minutesFinalised(on: "2026-10-05"), #"{"minutesFinalised":{"on":"2026-10-05"}}"#),
    ]

    private static let administration = [
        Frozen(
            .chairAssigned(person: "csc-2", on: "2026-10-02"),
            #"{"chairAssigned":{"on":"2026-10-02","person":"csc-2"}}"#),
        Frozen(.rulesPinned(ruleSet: 5), #"{"rulesPinned":{"ruleSet":5}}"#),
        Frozen(
            .followedUp(by: "SD-26-040", on: "2026-10-08"), #"{"followedUp":{"by":"SD-26-040","on":"2026-10-08"}}"#),
        Frozen(
            .ownObligationMet(name: SD.chronology, on: "2026-10-08"),
            #"{"ownObligationMet":{"name":"chronology","on":"2026-10-08"}}"#),
        Frozen(
            .remindersHeld(obligation: nil, until: "2026-10-12", reason: "On leave"),
            #"{"remindersHeld":{"reason":"On leave","until":"2026-10-12"}}"#),
        Frozen(
            .remindersHeld(obligation: SD.minutes(of: 2), until: "2026-10-12", reason: "On leave"),
            #"{"remindersHeld":{"obligation":"sd:SD-26-031#2/discussionMinutes","reason":"On leave","#
                + #""until":"2026-10-12"}}"#),
        Frozen(.remindersReleased(obligation: nil), #"{"remindersReleased":{}}"#),
        Frozen(
            .remindersReleased(obligation: SD.convening),
            #"{"remindersReleased":{"obligation":"sd:SD-26-031/conveneInitial"}}"#),
    ]
}
