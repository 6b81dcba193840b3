import Conferences
import Foundation
import TestValues
import Testing

@Suite("A reference")
struct ReferenceTests {
    @Test(
        "is 1 to 40 letters, digits and - _ . /, beginning with a letter or digit",
        arguments: ["A", "7", "HK-26-014", "a_b.c/d-e", "0/1", String(repeating: "x", count: 40)])
    func accepts(_ text: String) throws {
        let reference = try CaseReference(text)
        #expect(reference.text == text && reference.description == text)
    }

    @Test(
        "is nothing else",
        arguments: [
            "", " ", "-A", ".A", "_A", "/A", "Jo Smith", "A\n", "A\u{0}", "é", "A#1", "A@b", "A:b", "Ａ", "A\u{301}",
            "<b>", String(repeating: "x", count: 41),
        ])
    func refuses(_ text: String) {
        let refusal = #expect(throws: ReferenceError.self) { try CaseReference(text) }
        #expect(refusal?.description.contains("1 to 40 letters, digits") == true)
        #expect(throws: (any Error).self) {
            try JSONDecoder().decode(CaseReference.self, from: JSONEncoder().encode(text))
        }
    }

    @Test("shows little of a text that is far too long")
    func shortens() {
        let refusal = #expect(throws: ReferenceError.self) {
            try CaseReference(String(repeating: "x", count: 1_000_000))
        }
        #expect(refusal.map { $0.description.count < 250 } == true)
    }

    @Test("sorts by its text; an invitation by its number, not its digits")
    func order() {
        #expect(["b", "a", "B"].sorted() as [CaseReference] == ["B", "a", "b"])
        let ids =
            [10, 9, 1].map { InvitationID(conference: "HK-1", number: $0) }
            + [InvitationID(conference: "HK-0", number: 11)]
        #expect(ids.sorted().map(\.description) == ["HK-0#11", "HK-1#1", "HK-1#9", "HK-1#10"])
        let kinds = ids.prefix(1).flatMap { id in
            [ObligationKind.submitReport, .reply].map { ObligationID(invitation: id, kind: $0) }
        }
        #expect(kinds.sorted().map(\.description) == ["HK-1#10/reply", "HK-1#10/submitReport"])
    }
}

@Suite("An obligation’s name")
struct ObligationIDTests {
    @Test(
        "reads as it is written: of an invitation, of a conference or of a discussion",
        arguments: [
            ("HK-26-014#3/submitReport", ObligationID(.conference("HK-26-014"), place: 3, kind: .submitReport)),
            ("HK-26-014/decisionLetter", ObligationID(.conference("HK-26-014"), kind: .decisionLetter)),
            ("HK/26/014#12/reply", ObligationID(.conference("HK/26/014"), place: 12, kind: .reply)),
            ("HK/reply/coreGroup", ObligationID(.conference("HK/reply"), kind: .coreGroup)),
            ("sd:SD-26-009/conveneInitial", ObligationID(.discussion("SD-26-009"), kind: .conveneInitial)),
            ("sd:SD/26#2/discussionMinutes", ObligationID(.discussion("SD/26"), place: 2, kind: .discussionMinutes)),
            ("HK-1/book-room", ObligationID(.conference("HK-1"), kind: .own("book-room"))),
        ])
    func roundTrips(text: String, id: ObligationID) throws {
        #expect(id.description == text)
        #expect(try ObligationID(text: text) == id)
        #expect(try JSONDecoder().decode(ObligationID.self, from: JSONEncoder().encode(id)) == id)
        #expect(try Matter(text: id.matter.description) == id.matter)
        #expect(!id.matter.reference.hasPrefix("sd:"))
    }

    @Test(
        "is nothing else, and the refusal shows how one is written",
        arguments: [
            "", "/", "HK-1", "HK-1/", "/reply", "HK-1#/reply", "HK-1#0/reply", "HK-1#-1/reply", "HK-1#x/reply",
            "HK-1#1#2/reply", "sd:/reply", "sd:sd:HK/reply", "SD:1/reply", "HK 1/reply", "HK-1/re ply", "HK-1#1",
        ])
    func refuses(_ text: String) {
        let refusal = #expect(throws: UnknownWord.self) { try ObligationID(text: text) }
        #expect(refusal?.description.contains("HK-26-014#3/submitReport") == true)
    }
}

@Suite("A family recipient")
struct FamilyRecipientTests {
    @Test("reads every relationship, numbered from the second, as it writes it")
    func roundTrips() throws {
        for relationship in FamilyRecipient.Relationship.allCases {
            for ordinal in [1, 2, 20] {
                let recipient = FamilyRecipient(relationship, ordinal: ordinal)
                #expect(try FamilyRecipient(text: recipient.description) == recipient)
                let json = try JSONEncoder().encode(recipient)
                #expect(try JSONDecoder().decode(FamilyRecipient.self, from: json) == recipient)
            }
        }
        #expect(
            FamilyRecipient(.carer).description == "carer"
                && FamilyRecipient(.carer, ordinal: 2).description == "carer:2")
        #expect(FamilyRecipient(.otherParentalResponsibility).description == "other-parental-responsibility")
        #expect(try FamilyRecipient(text: "carer:1") == FamilyRecipient(.carer))
    }

    @Test(
        "is never a name, nor any other word, and the refusal says what is accepted",
        arguments: [
            "", "Maya", "Mother", "mother:0", "mother:21", "mother:", "mother:x", "mother:1:2", ":2", " mother",
        ])
    func refuses(_ text: String) {
        let refusal = #expect(throws: UnknownWord.self) { try FamilyRecipient(text: text) }
        let sentence = refusal?.description ?? ""
        #expect(sentence.hasPrefix("\"\(text)\" is not a family recipient") && sentence.contains("carer:2"))
        for relationship in FamilyRecipient.Relationship.allCases {
            #expect(sentence.contains(relationship.rawValue))
        }
    }
}
