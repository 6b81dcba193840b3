import Conferences
import Foundation
import TestValues
import Testing
import WorkingDays

@Suite("An agenda template")
struct AgendaTemplateTests {
    @Test("of the standard has the fourteen areas in their order, and may be used")
    func standard() throws {
        try AgendaTemplate.standard.check()
        #expect(AgendaTemplate.standard.version == 1)
        #expect(
            AgendaTemplate.standard.areas.map(\.name.text) == [
                "introductions-and-apologies", "family-details", "reason", "background-history",
                "significant-others", "ethnicity-culture-identity-discrimination", "childs-experience", "siblings",
                "analysis-of-harm", "medical-and-interview", "legal", "decisions", "actions", "next-meeting",
            ])
        #expect(
            AgendaTemplate.standard.areas.filter(\.isMandatory).map(\.name) == AgendaTemplate.alwaysMandatory)
        #expect(AgendaTemplate.standard.areas.filter(\.perAgency).map(\.name) == [.backgroundHistory])
        #expect(AgendaTemplate.standard.areas.allSatisfy { !$0.prompts.isEmpty })
    }

    @Test("that a partnership edited may replace an earlier version, with areas of its own")
    func edited() throws {
        let own = AgendaArea(name: "online-life", title: "Online life", prompts: [], isMandatory: true)
        try AgendaTemplate(version: 2, areas: AgendaTemplate.standard.areas + [own]).check(replacing: .standard)
        try SD.agenda.check(replacing: .standard)
    }

    @Test("is refused, with a sentence, for each fault", arguments: Faulty.all)
    func refused(_ row: Faulty) {
        #expect(throws: row.refusal) { try row.template.check(replacing: .standard) }
        #expect("\(row.refusal)" == row.sentence)
    }

    @Test(
        "has areas with plain names",
        arguments: ["", "Legal", "1st", "-a", "a b", "é", String(repeating: "a", count: 61)])
    func names(_ text: String) throws {
        #expect(throws: AgendaTemplateRefusal.notAName(text)) { try AgendaAreaName(text) }
        let json = try JSONEncoder().encode(text)
        #expect(throws: (any Error).self) { try JSONDecoder().decode(AgendaAreaName.self, from: json) }
    }

    @Test("says what a name may be")
    func namesSentence() {
        #expect(
            "\(AgendaTemplateRefusal.notAName("Legal"))"
                == "\"Legal\" cannot name an area of the agenda: use 1 to 60 small letters, digits and '-', "
                + "beginning with a letter.")
    }
}

struct Faulty: Sendable, CustomTestStringConvertible {
    let template: AgendaTemplate
    let refusal: AgendaTemplateRefusal
    let sentence: String

    var testDescription: String { sentence }

    init(version: Int = 2, _ areas: [AgendaArea], _ refusal: AgendaTemplateRefusal, _ sentence: String) {
        template = AgendaTemplate(version: version, areas: areas)
        self.refusal = refusal
        self.sentence = sentence
    }

    private static func area(_ title: String = "Legal", _ prompts: [String] = []) -> AgendaArea {
        AgendaArea(name: .legal, title: title, prompts: prompts)
    }

    private static let three = Array(SD.agenda.areas.prefix(3))

    static let all = [
        Faulty(
            version: 1, three, .versionNotRaised(1, least: 2),
            "An agenda of version 1 cannot be used next; give it version 2 or a later one."),
        Faulty([], .areaCount(0), "An agenda has 1 to 60 areas; this one has 0."),
        Faulty(
            three + [three[1]], .repeatedName(.significantOthers),
            "The agenda has two areas named significant-others; give each a name of its own."),
        Faulty(three + [area(" ")], .emptyTitle(.legal), "The area legal has no title; give it one."),
        Faulty(
            three + [area("Two\nlines")], .titleNotALine(.legal, limit: 120),
            "The title of the area legal must be one line of at most 120 characters."),
        Faulty(
            three + [area("Legal", Array(repeating: "Why?", count: 31))], .tooManyPrompts(.legal, limit: 30),
            "The area legal has more than 30 prompts; leave some out or divide the area."),
        Faulty(
            three + [area("Legal", ["Why?", ""])], .emptyPrompt(.legal),
            "A prompt of the area legal is empty; write a question or leave it out."),
        Faulty(
            three + [area("Legal", [String(repeating: "x", count: 301)])], .promptNotALine(.legal, limit: 300),
            "Every prompt of the area legal must be one line of at most 300 characters."),
        Faulty(
            three.dropLast() + [area()], .mandatoryAreaMissing(.identity),
            "The agenda lacks the area ethnicity-culture-identity-discrimination, which every strategy discussion "
                + "must cover; put it back."),
        Faulty(
            three.dropFirst() + [AgendaArea(name: .backgroundHistory, title: "History", prompts: [])],
            .mandatoryAreaMadeOptional(.backgroundHistory),
            "The area background-history must be covered by every strategy discussion; mark it as mandatory again."),
    ]
}
