import Conferences
import Foundation
import TestValues
import Testing

@Suite("A rule set in the log")
struct PolicyCodingTests {
    private static var changed: Policy {
        var policy = Sample.ownPolicy
        policy.cutOff = "17:00"
        policy.sendingHours = SendingHours(opens: "08:20", closes: "16:50")
        policy.rules[.reply] = nil
        policy.rules[.submitReport]?.title = "Write the report"
        policy.rules[.submitReport]?.review = "5 clear working days before"
        policy.rules[.submitReport]?.cutOff = "12:00"
        policy.rules[.nameDelegate]?.noLaterThan = "24 hours before"
        policy.rules[.explainAbsence]?.ladder = ["at-once agencyLead", "T+1 partnership repeated urgent"]
        policy.rules[.coreGroup]?.ladder = []
        policy.quoracy = QuoracyRules(
            minimum: 4, requiresSocialCare: false, groups: ["MID/1": QuoracyGroup(name: "midwifery")])
        policy.exclusionNotice = "5 working days before"
        policy.conveneFrom = .last
        policy.discussionMinimum = [.police, .socialCare]
        return policy
    }

    private func json(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }

    @Test("reads as it was written, as it stands and however it was changed", arguments: [Policy.standard, changed])
    func roundTrips(_ policy: Policy) throws {
        #expect(try JSONDecoder().decode(Policy.self, from: JSONEncoder().encode(policy)) == policy)
    }

    @Test("is written in the words of the configuration, for good")
    func words() throws {
        #expect(
            try json(try #require(Self.changed.rules[.nameDelegate]))
                == #"{"anchor":"apologies","initial":"1 working day after","kind":"nameDelegate","#
                + #""ladder":["at-once owner","T agencyLead"],"noLaterThan":"24 hours before","owner":"invitee","#
                + #""review":"1 working day after","title":"Name a delegate and confirm the briefing"}"#)
        var policy = Self.changed
        policy.rules = policy.rules.filter { $0.key == .own("book-room") }
        #expect(
            try json(policy)
                == #"{"conveneFrom":"last","cutOff":"17:00","discussionMinimum":["police","social-care"],"#
                + #""exclusionNotice":"5 working days before","groups":{"MID/1":"midwifery"},"minimumGroups":4,"#
                + #""obligations":[{"anchor":"conference","initial":"5 working days before","kind":"book-room","#
                + #""ladder":["T owner","T+1 chair"],"owner":"administrator","review":"5 working days before","#
                + #""title":"Book the room"}],"sendFrom":"08:20","sendUntil":"16:50","socialCareRequired":false}"#)
    }

    @Test("lists the standard kinds in the rulebook’s order, then the partnership’s own by name")
    func order() {
        #expect(
            Self.changed.kinds
                == ObligationKind.standard.filter { $0 != .reply } + [
                    .own("book-room"), .own("feedback"), .own("read-papers"), .own("thank-family"),
                ])
    }

    @Test(
        "is not read where a word means nothing",
        arguments: [
            (#""owner":"administrator""#, #""owner":"bailiff""#), (#""anchor":"conference""#, #""anchor":"easter""#),
            (#""kind":"book-room""#, #""kind":"book room""#), ("5 working days before", "5 working days ago"),
            ("T+1 chair", "T+1 sofa"), (#""conveneFrom":"last""#, #""conveneFrom":"first""#),
            (#""cutOff":"17:00""#, #""cutOff":"25:00""#), ("social-care", "Social care"), ("MID/1", "MID 1"),
        ])
    func refuses(word: String, nonsense: String) throws {
        let whole = try json(Self.changed)
        #expect(whole.contains(word))
        let broken = whole.replacingOccurrences(of: word, with: nonsense)
        #expect(throws: (any Error).self) { try JSONDecoder().decode(Policy.self, from: Data(broken.utf8)) }
    }
}
