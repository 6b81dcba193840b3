import WorkingDays

/// The agenda for printing: blank, or with what has been recorded marked.
///
/// Anybody who is invited may see one, so it holds no note unless that is asked for.
///
/// - Source: Rulebook 1.1.
public struct AgendaSheet: Equatable, Sendable {
    public enum Mark: Equatable, Sendable {
        case notYet
        case addressed(on: CalendarDate)
        /// By these participants, whatever was recorded before.
        case flagged(by: [Int])
    }

    public struct Line: Equatable, Sendable {
        /// Counted from 1.
        public let number: Int
        public let area: AgendaArea
        /// `nil` on a blank sheet.
        public let mark: Mark?
        /// Each agency that answers for itself.
        public let agencies: [AgencyLine]
        /// Present only where notes were asked for.
        public let note: Note?
    }

    public struct AgencyLine: Equatable, Sendable {
        public let agency: AgencyCode
        public let mark: Mark
        public let note: Note?
    }

    public let heading: String
    public let lines: [Line]

    /// A blank sheet.
    public init(of template: AgendaTemplate) {
        heading = "Strategy discussion agenda, version \(template.version)"
        lines = template.areas.enumerated().map { index, area in
            Line(number: index + 1, area: area, mark: nil, agencies: [], note: nil)
        }
    }

    /// How far a discussion has come.
    public init(of discussion: Discussion, withNotes: Bool = false) {
        heading =
            "Strategy discussion \(discussion.reference), \(discussion.sitting.on) \(discussion.sitting.at), "
            + "agenda version \(discussion.agenda.version)"
        lines = discussion.agenda.areas.enumerated().map { index, area in
            Line(
                number: index + 1, area: area, mark: discussion.mark(of: area),
                agencies: area.perAgency ? discussion.agencyLines(of: area, withNotes: withNotes) : [],
                note: withNotes ? discussion.areas[area.name]?.note : nil)
        }
    }

    /// Plain text, a line feed after each line.
    public var text: String {
        ([heading, ""] + lines.flatMap(\.text)).map { $0 + "\n" }.joined()
    }
}

extension Discussion {
    fileprivate func mark(of area: AgendaArea) -> AgendaSheet.Mark {
        let flags = openFlags(of: area.name)
        if !flags.isEmpty { return .flagged(by: flags.map(\.participant).sorted()) }
        let records = agencies.compactMap { agencyAreas[area.name]?[$0] } + [areas[area.name]].compactMap(\.self)
        guard isRecorded(area), let latest = records.map(\.consideredOn).max() else { return .notYet }
        return .addressed(on: latest)
    }

    fileprivate func agencyLines(of area: AgendaArea, withNotes: Bool) -> [AgendaSheet.AgencyLine] {
        agencies.map { agency in
            let record = agencyAreas[area.name]?[agency]
            return AgendaSheet.AgencyLine(
                agency: agency, mark: record.map { .addressed(on: $0.consideredOn) } ?? .notYet,
                note: withNotes ? record?.note : nil)
        }
    }
}

extension AgendaSheet.Line {
    fileprivate var text: [String] {
        let mandatory = area.isMandatory ? " (mandatory)" : ""
        let head = "\(number). \(area.title)\(mandatory)"
        return [mark.map { "\($0.box) \(head): \($0.words)" } ?? "[ ] \(head)"]
            + area.prompts.map { "      - \($0)" }
            + agencies.flatMap { ["      \($0.mark.box) \($0.agency): \($0.mark.words)"] + indented($0.note) }
            + indented(note) + [""]
    }

    private func indented(_ note: Note?) -> [String] {
        note.map { $0.shown.split(whereSeparator: \.isNewline).map { "      > \($0)" } } ?? []
    }
}

extension AgendaSheet.Mark {
    fileprivate var box: String {
        switch self {
        case .notYet: "[ ]"
        case .addressed: "[x]"
        case .flagged: "[!]"
        }
    }

    fileprivate var words: String {
        switch self {
        case .notYet: "not yet"
        case .addressed(let on): "addressed on \(on)"
        case .flagged(let participants):
            "flagged as not covered by participant \(participants.map(String.init).joined(separator: ", "))"
        }
    }
}
