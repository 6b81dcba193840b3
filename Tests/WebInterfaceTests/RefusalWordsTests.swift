import Conferences
import Foundation
import TestPeers
import TestValues
import Testing
import WorkingDays

@testable import WebInterface

@Suite("What a rule's refusal says behind a link")
struct RefusalWordsTests {
    private static let id = InvitationID(conference: "CP-1", number: 1)
    private static let day: CalendarDate = "2027-01-05"

    /// All that an invitee's, a delegate's or a participant's form can meet.
    private static let refusals: [RefusalWords] =
        ([
            .cancelled("CP-1", on: day), .closed("CP-1", on: day), .adjourned("CP-1", on: day, what: "A reply"),
            .alreadyHeld("CP-1"), .invitationWithdrawn(id, on: day), .invitationNotSent(id),
            .inTheFuture(day, today: "2027-01-04"), .beforeInvitation("2027-01-04", sentOn: day),
            .outsideCalendar("2300-01-01", first: day, last: "2099-12-31"),
            .replyAfterSitting("2027-01-06", sitting: day),
            .emptyReason(of: "Apologies"), .lineBreak(what: "The reason"), .noApologies(id), .delegateIsInvitee("P-1"),
            .delegateOfAnotherAgency("P-2", "CSC"), .unknownPerson("P-2"), .noDelegate(id),
            .delegateAlreadyBriefed(id, on: day), .delegateAcceptedAlready(id, on: day), .reportExempt(id),
            .noReportAsked(id), .sayWhetherToShareAgain(id), .nothingToShareAgain(id),
            .beforeReport("2027-01-04", submittedOn: day), .notAFamilyRecipient(FamilyRecipient(.father), expected: []),
            .sharingAlreadySettled(FamilyRecipient(.mother), on: day),
        ] as [ConferenceRefusal]).map { RefusalWords($0) }
        + ([
            .cancelled("SD-1", on: day), .closed("SD-1", on: day), .participantWithdrawn(1, on: day),
            .inTheFuture(day, today: "2027-01-04"), .before("2027-01-04", .discussion, of: day),
            .outsideCalendar("2300-01-01", first: day, last: "2099-12-31"), .unknownArea(.siblings, version: 1),
            .alreadyFlagged(.siblings, participant: 1, on: day), .minutesOutOfTurn(.receive, .drafting(on: day)),
            .minutesReceived(1, on: day), .didNotAttend(1), .alreadyReportedMissing(1, on: day),
        ] as [DiscussionRefusal]).map { RefusalWords($0) }

    private func words(_ folder: String) throws -> PageWords {
        let file = "\(folder)/words.yaml"
        return try PageWords(file: file, text: String(contentsOfFile: file, encoding: .utf8))
    }

    @Test("is a sentence of each language's own, with the day written as it writes days", arguments: refusals)
    func said(refusal: RefusalWords) throws {
        let (english, welsh) = (try words(Locations.pages), try words("\(Locations.pages)/welsh"))
        #expect(refusal.word != .refusedOtherwise)
        #expect(!refusal.said(english).isEmpty && !refusal.said(english).contains("{{"))
        #expect(!Self.hasEnglish(refusal.said(welsh)), "\(refusal.said(welsh))")
        if refusal.days["day"] != nil, refusal.word != .sayArea {
            #expect(refusal.said(english).contains("Tuesday 5 January 2027"))
            #expect(refusal.said(welsh).contains("Dydd Mawrth 5 Ionawr 2027"))
        }
        #expect(!refusal.said(english).contains("CP-1#1"), "nobody behind a link knows an invitation's number")
    }

    @Test("has every word in use, so that none is translated for nothing")
    func used() {
        let known = Set(PageWord.allCases.filter { $0.rawValue.hasPrefix("refusals.") })
        #expect(known.subtracting(Self.refusals.map(\.word)) == [.refusedOtherwise])
    }

    @Test("is the rule's own sentence in English where only the office can meet it, and never on a Welsh page")
    func otherwise() throws {
        let refusal = RefusalWords(ConferenceRefusal.badVideoLink)
        #expect(try refusal.said(words(Locations.pages)) == "\(ConferenceRefusal.badVideoLink)")
        #expect(try !Self.hasEnglish(refusal.said(words("\(Locations.pages)/welsh"))))
    }

    @Test("stands beside an agenda in the page's language, but for areas that the partnership worded otherwise")
    func areas() throws {
        let (english, welsh) = (try words(Locations.pages), try words("\(Locations.pages)/welsh"))
        for area in AgendaTemplate.standard.areas {
            #expect(english.said(area) == .init(title: area.title, prompts: area.prompts))
            let said = welsh.said(area)
            #expect(said.prompts.count == area.prompts.count)
            #expect(!Self.hasEnglish(([said.title] + said.prompts).joined(separator: " ")), "\(area.name)")
        }
        let own = AgendaArea(name: .siblings, title: "Brothers and sisters", prompts: ["Who are they?"])
        #expect(welsh.said(own) == .init(title: own.title, prompts: own.prompts))
    }

    private static func hasEnglish(_ text: String) -> Bool {
        let words = Set(text.split { !$0.isLetter }.map { $0.lowercased() })
        return text.isEmpty || !words.isDisjoint(with: ["the", "your", "you", "and", "of", "is", "that", "was", "day"])
    }
}
