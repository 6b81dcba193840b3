import Conferences
import Foundation
import TestValues
import Testing
import WorkingDays

/// The log keeps these texts for good: a change here means that logs already written can no longer be read.
@Suite("An event's JSON")
struct FrozenEventTests {
    @Test("is frozen", arguments: Frozen.conference)
    func isFrozen(_ row: Frozen<ConferenceEvent>) throws {
        #expect(try json(row.event) == row.json)
        #expect(try read(row.json) == row.event)
    }

    @Test("is frozen for agencies and people", arguments: Frozen.directory)
    func directoryIsFrozen(_ row: Frozen<DirectoryEvent>) throws {
        #expect(try json(row.event) == row.json)
        #expect(try read(row.json) == row.event)
    }

    @Test("is frozen for reads and keys", arguments: Frozen.trail)
    func trailIsFrozen(_ row: Frozen<TrailEvent>) throws {
        #expect(try json(row.event) == row.json)
        #expect(try read(row.json) == row.event)
        #expect(row.json.hasPrefix("{\"\(row.event.kind)\":{"))
    }

    @Test("names the kind under which the log files it, and every kind is frozen")
    func kinds() throws {
        var kinds: Set<String> = []
        for row in Frozen.conference {
            #expect(row.json.hasPrefix("{\"\(row.event.kind)\":{"))
            kinds.insert(row.event.kind)
        }
        #expect(
            kinds == [
                "scheduled", "rescheduled", "cancelled", "invited", "withdrawn", "replied", "delegateNamed",
                "delegateBriefed", "reportSubmitted", "reportExempted", "reportShared", "attendanceRecorded",
            ])
    }

    @Test("keeps every word of the closed lists")
    func words() {
        #expect(ConferenceType.allCases.map(\.rawValue) == ["initial", "review", "pre-birth", "transfer-in"])
        #expect(Attendance.allCases.map(\.rawValue) == ["present", "part", "delegate", "apologies", "absent"])
        #expect(DiscussionMethod.allCases.map(\.rawValue) == ["face-to-face", "video", "telephone"])
        #expect(
            Audience.allCases.map(\.rawValue) == [
                "owner", "agencyLead", "chair", "administrator", "participant", "teamManager", "headOfService",
                "serviceManager", "partnership",
            ])
        #expect(
            FamilyRecipient.Relationship.allCases.map(\.rawValue)
                == ["mother", "father", "carer", "child", "other-parental-responsibility"])
        #expect(
            ObligationKind.standard.map(\.rawValue) == [
                "conveneInitial", "holdReview", "sendInvitations", "reply", "submitReport", "shareWithFamily",
                "nameDelegate", "decisionLetter", "coreGroup", "conferenceRecord", "corrections",
                "discussionMinutes", "explainAbsence", "redate",
            ])
    }

    @Test("with a value that cannot be is not read")
    func refuses() {
        for broken in [
            #"{"withdrawn":{"invitation":1,"on":"2026-02-30"}}"#, #"{"withdrawn":{"on":"2026-10-01"}}"#,
            #"{"attendanceRecorded":{"attendance":"late","invitation":1}}"#, #"{"unheard":{}}"#,
            #"{"delegateNamed":{"delegate":"Maya Okafor","invitation":1,"on":"2026-10-01"}}"#,
        ] {
            #expect(throws: (any Error).self) { try read(broken) as ConferenceEvent }
        }
    }

    private func json(_ event: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return try String(decoding: encoder.encode(event), as: UTF8.self)
    }

    private func read<Event: Decodable>(_ json: String) throws -> Event {
        try JSONDecoder().decode(Event.self, from: Data(json.utf8))
    }
}

struct Frozen<Event: Sendable>: Sendable, CustomTestStringConvertible {
    let event: Event
    let json: String

    var testDescription: String { json }

    init(_ event: Event, _ json: String) {
        self.event = event
        self.json = json
    }
}

extension Frozen<ConferenceEvent> {
    static let conference = [
        Frozen(
            .scheduled(as: Sample.scheduling(.preBirth, family: ["mother", "carer:2"])),
            #"{"scheduled":{"as":{"administrator":"csc-2","caseReference":"C-771","chair":"csc-1","#
                + #""familyRecipients":["mother","carer:2"],"on":"2026-09-14","sitting":{"at":"10:00","#
                + #""on":"2026-10-16","place":"Town Hall, room 4"},"type":"pre-birth"}}}"#),
        Frozen(
            .rescheduled(to: Sample.sitting("2026-10-19", at: "14:30:15", place: "video"), on: "2026-10-01"),
            #"{"rescheduled":{"on":"2026-10-01","to":{"at":"14:30:15","on":"2026-10-19","place":"video"}}}"#),
        Frozen(
            .cancelled(on: "2026-10-01", reason: "Moved “away” / ünknown"),
            #"{"cancelled":{"on":"2026-10-01","reason":"Moved “away” / ünknown"}}"#),
        Frozen(Sample.invited, #"{"invited":{"agency":"POL","invitation":1,"on":"2026-09-21","person":"pol-1"}}"#),
        Frozen(
            .invited(invitation: 2, agency: "A/b_c.d", person: nil, on: "2026-09-21"),
            #"{"invited":{"agency":"A/b_c.d","invitation":2,"on":"2026-09-21"}}"#),
        Frozen(.withdrawn(invitation: 1, on: "2026-10-01"), #"{"withdrawn":{"invitation":1,"on":"2026-10-01"}}"#),
        Frozen(
            .replied(invitation: 1, reply: .accepted, on: "2026-10-01"),
            #"{"replied":{"invitation":1,"on":"2026-10-01","reply":{"accepted":{}}}}"#),
        Frozen(
            .replied(invitation: 1, reply: .tentative, on: "2026-10-01"),
            #"{"replied":{"invitation":1,"on":"2026-10-01","reply":{"tentative":{}}}}"#),
        Frozen(
            .replied(invitation: 1, reply: .apologies(reason: "In court"), on: "2026-10-01"),
            #"{"replied":{"invitation":1,"on":"2026-10-01","reply":{"apologies":{"reason":"In court"}}}}"#),
        Frozen(
            Sample.delegateNamed, #"{"delegateNamed":{"delegate":"pol-2","invitation":1,"on":"2026-10-01"}}"#),
        Frozen(Sample.delegateBriefed, #"{"delegateBriefed":{"invitation":1,"on":"2026-10-02"}}"#),
        Frozen(
            Sample.reported,
            #"{"reportSubmitted":{"coversSignificantOthers":true,"invitation":1,"on":"2026-10-01"}}"#),
        Frozen(
            .reportExempted(invitation: 1, approvedBy: "csc-3", reason: "No contact", on: "2026-10-01"),
            #"{"reportExempted":{"approvedBy":"csc-3","invitation":1,"on":"2026-10-01","reason":"No contact"}}"#),
        shared(.sentOnly, #"{"sentOnly":{}}"#),
        shared(.discussed(method: .faceToFace), #"{"discussed":{"method":"face-to-face"}}"#),
        shared(.refused, #"{"refused":{}}"#),
        shared(
            .unableToContact(attemptedOn: ["2026-09-30", "2026-10-01"]),
            #"{"unableToContact":{"attemptedOn":["2026-09-30","2026-10-01"]}}"#),
        shared(
            .exempt(approvedBy: "csc-3", reason: "A court order"),
            #"{"exempt":{"approvedBy":"csc-3","reason":"A court order"}}"#),
        Frozen(
            .attendanceRecorded(invitation: 1, attendance: .delegatePresent),
            #"{"attendanceRecorded":{"attendance":"delegate","invitation":1}}"#),
    ]

    private static func shared(_ outcome: SharingOutcome, _ json: String) -> Frozen {
        Frozen(
            Sample.shared("mother", outcome),
            #"{"reportShared":{"invitation":1,"on":"2026-10-01","outcome":\#(json),"with":"mother"}}"#)
    }
}

extension Frozen<DirectoryEvent> {
    static let directory = [
        Frozen(
            .agencyRecorded(agency: Agency(code: "POL", name: "Police", safeguardingLead: "pol-1")),
            #"{"agencyRecorded":{"agency":{"code":"POL","name":"Police","safeguardingLead":"pol-1"}}}"#),
        Frozen(
            .agencyRecorded(agency: Agency(code: "HEA", name: "Health", safeguardingLead: nil)),
            #"{"agencyRecorded":{"agency":{"code":"HEA","name":"Health"}}}"#),
        Frozen(
            .personRecorded(
                person: Person(reference: "pol-1", agency: "POL", name: "Sergeant", email: "pol-1@police.example")),
            #"{"personRecorded":{"person":{"agency":"POL","email":"pol-1@police.example","name":"Sergeant","#
                + #""reference":"pol-1"}}}"#),
    ]
}

extension Frozen<TrailEvent> {
    static let trail = [
        Frozen(
            .caseRead(by: "conference show", conference: "CP-1"),
            #"{"caseRead":{"by":"conference show","conference":"CP-1"}}"#),
        Frozen(.caseRead(by: "audit show", conference: nil), #"{"caseRead":{"by":"audit show"}}"#),
        Frozen(
            .keyErased(subject: "case/C-1", reason: "Kept for six years"),
            #"{"keyErased":{"reason":"Kept for six years","subject":"case/C-1"}}"#),
        Frozen(
            .masterKeyRotated(to: "0a1b2c3d", keys: 12), #"{"masterKeyRotated":{"keys":12,"to":"0a1b2c3d"}}"#),
    ]
}
