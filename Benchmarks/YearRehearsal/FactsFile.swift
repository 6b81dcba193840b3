import Conferences
import Foundation
import WorkingDays

/// A file that is written line by line; what was written is not kept in memory.
final class LinesFile {
    private let handle: FileHandle
    private var waiting = Data()

    /// - Parameter isContinued: Whether lines are added to what is there.
    init(_ path: String, columns: String, isContinued: Bool) throws {
        if !isContinued { try Data("\(columns)\n".utf8).write(to: URL(fileURLWithPath: path)) }
        handle = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
        try handle.seekToEnd()
    }

    func write(_ fields: [String]) throws {
        waiting.append(contentsOf: fields.joined(separator: ",").utf8)
        waiting.append(UInt8(ascii: "\n"))
        if waiting.count > 64 * 1024 { try flush() }
    }

    func flush() throws {
        try handle.write(contentsOf: waiting)
        waiting.removeAll(keepingCapacity: true)
    }
}

/// What happened, in words and numbers: one line for each accepted command, or for each of its parts.
final class FactsFile {
    private let file: LinesFile

    /// - `at`: when it was recorded, in UTC; `on`: its own day.
    /// - `matter`: the conference, or `sd:` and the strategy discussion; `number`: the invitation or participant.
    /// - `word`: what sort it is of; `about`: the other reference, role or family recipient that it names.
    private static let columns =
        "at,matter,fact,on,number,agency,person,word,about,sitsOn,sitsAt,case,chair,administrator,family"

    init(_ path: String, isContinued: Bool) throws {
        file = try LinesFile(path, columns: Self.columns, isContinued: isContinued)
    }

    func flush() throws { try file.flush() }

    func write(_ fact: Fact, at: Timestamp? = nil, of matter: Matter? = nil) throws {
        try file.write([
            at?.iso8601 ?? "", matter?.description ?? "", fact.name, fact.on?.description ?? "",
            fact.number.map(String.init) ?? "", fact.agency?.text ?? "", fact.person?.text ?? "", fact.word,
            fact.about, fact.sitting?.on.description ?? "",
            fact.sitting.map { String($0.at.description.prefix(5)) } ?? "",
            fact.caseReference?.text ?? "", fact.chair?.text ?? "", fact.administrator?.text ?? "", fact.family,
        ])
    }
}

/// One line of the facts.
struct Fact: Sendable {
    let name: String
    var on: CalendarDate?
    var number: Int?
    var agency: AgencyCode?
    var person: PersonReference?
    var word = ""
    var about = ""
    var sitting: Sitting?
    var caseReference: CaseReference?
    var chair: PersonReference?
    var administrator: PersonReference?
    var family = ""

    init(
        _ name: String, on: CalendarDate? = nil, number: Int? = nil, agency: AgencyCode? = nil,
        person: PersonReference? = nil, word: String = "", about: String = "", sitting: Sitting? = nil
    ) {
        self.name = name
        self.on = on
        self.number = number
        self.agency = agency
        self.person = person
        self.word = word
        self.about = about
        self.sitting = sitting
    }

    static func of(_ agency: Agency) -> Fact {
        Fact(
            "agency", agency: agency.code, person: agency.safeguardingLead,
            word: agency.sharingExemption == nil ? "" : "does-not-share")
    }

    static func filling(_ post: Post, _ person: PersonReference) -> Fact {
        Fact("post", person: person, word: post.rawValue)
    }

    static func closed(_ day: CalendarDate) -> Fact { Fact("closed-day", on: day) }
}
