import Conferences
import Foundation
import TestValues
import Testing
import WorkingDays

/// The log keeps these texts for good: a change here means that logs already written can no longer be read.
@Suite("An event's JSON")
struct FrozenEventTests {
    @Test("is frozen", arguments: Frozen.conference + Frozen.conferenceLater)
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

    @Test("is frozen for accounts", arguments: Frozen.account)
    func accountIsFrozen(_ row: Frozen<AccountEvent>) throws {
        #expect(try json(row.event) == row.json)
        #expect(try read(row.json) == row.event)
        #expect(row.json.hasPrefix("{\"\(row.event.kind)\":{"))
    }

    @Test("names the kind under which the log files it, and every kind is frozen")
    func kinds() throws {
        for row in Frozen.conference + Frozen.conferenceLater {
            #expect(row.json.hasPrefix("{\"\(row.event.kind)\":{"))
        }
        let frozen = Set((Frozen.conference + Frozen.conferenceLater).map(\.event.kind))
        #expect(frozen == Set(Frozen.kinds) && Frozen.kinds.count == frozen.count)
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

    @Test("keeps every word of the lists about a meeting, too")
    func laterWords() {
        #expect(
            Invitation.Capacity.allCases.map(\.rawValue)
                == ["direct-contact", "no-direct-contact", "report-only", "note-taker"])
        #expect(NeedKind.allCases.map(\.rawValue) == ["interpreter", "advocate", "access"])
        #expect(
            PlanCategory.allCases.map(\.rawValue) == ["neglect", "physical-abuse", "sexual-abuse", "emotional-abuse"])
        #expect(
            InquorateReason.allCases.map(\.rawValue) == ["lack-of-contact", "enough-information", "delay-harmful"])
        #expect(ConferenceRole.allCases.map(\.rawValue) == ["chair", "administrator", "lead-social-worker"])
        #expect(
            AgencyKind.allCases.map(\.rawValue)
                == ["social-care", "police", "health", "education", "probation", "housing", "other"])
        #expect(Post.allCases.map(\.rawValue) == ["teamManager", "headOfService", "serviceManager", "partnership"])
    }

    @Test("with a value that cannot be is not read")
    func refuses() {
        for broken in [
            #"{"withdrawn":{"invitation":1,"on":"2026-02-30"}}"#, #"{"withdrawn":{"on":"2026-10-01"}}"#,
            #"{"attendanceRecorded":{"attendance":"late","invitation":1}}"#, #"{"unheard":{}}"#,
            #"{"delegateNamed":{"delegate":"Maya Okafor","invitation":1,"on":"2026-10-01"}}"#,
            #"{"ownObligationMet":{"name":"reply","on":"2026-10-01"}}"#,
            #"{"remindersReleased":{"obligation":"HK-26-014"}}"#,
            #"{"inviteeListed":{"agency":"POL","capacity":"guest","invitation":1,"on":"2026-09-21"}}"#,
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
            .legallyHeld(subject: "case/C-1", reason: "An inquest"),
            #"{"legallyHeld":{"reason":"An inquest","subject":"case/C-1"}}"#),
        Frozen(
            .legallyReleased(subject: "case/C-1", reason: "It is over"),
            #"{"legallyReleased":{"reason":"It is over","subject":"case/C-1"}}"#),
        Frozen(
            .masterKeyRotated(to: "0a1b2c3d", keys: 12), #"{"masterKeyRotated":{"keys":12,"to":"0a1b2c3d"}}"#),
        Frozen(.messageResent(message: "5d41"), #"{"messageResent":{"message":"5d41"}}"#),
        Frozen(.messageCancelled(message: "5d41"), #"{"messageCancelled":{"message":"5d41"}}"#),
        Frozen(.webhookEnabled(webhook: "case-system"), #"{"webhookEnabled":{"webhook":"case-system"}}"#),
        Frozen(
            .webhookReplayed(webhook: "case-system", from: "2026-11-23", to: "2026-11-24", calls: 12),
            #"{"webhookReplayed":{"calls":12,"from":"2026-11-23","to":"2026-11-24","webhook":"case-system"}}"#),
    ]
}
