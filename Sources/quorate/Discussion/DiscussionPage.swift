import Conferences
import Persistence
import WorkingDays

/// One strategy discussion as `discussion show` prints it.
struct DiscussionPage {
    let discussion: Discussion
    let owed: OwedTables
    let agencies: [AgencyCode: String]
    let kinds: [AgencyCode: AgencyKind]
    let showsNotes: Bool

    var text: String {
        [heading, participants, agenda, actions, flags, conferences, owed.text].compactMap(\.self)
            .joined(separator: "\n\n")
    }

    private var heading: String {
        var lines = [
            "\(discussion.reference)  Strategy discussion, \(status)",
            "\(discussion.sitting.on.spelledOut) at \(discussion.sitting.at.shortText), \(discussion.sitting.place)",
            "case \(discussion.caseReference)\(discussion.isCaseOpen ? " (open already)" : ""), "
                + "chair \(discussion.chair), rule set \(discussion.ruleSet ?? 1)",
            "section 47 enquiry: \(section47)",
            "minutes: \(discussion.minutes.phrase)",
        ]
        if showsNotes, let sent = discussion.minutesReturn {
            lines.append("  sent back \(sent.on.brief): \(sent.reason.shown)")
        }
        for hold in discussion.holds {
            lines.append(
                "reminders of \(hold.obligation?.kind.rawValue ?? "everything") are silent until "
                    + hold.hold.until.brief + note(hold.reason))
        }
        return lines.joined(separator: "\n")
    }

    private var status: String {
        switch discussion.status {
        case .arranged: discussion.moves == 0 ? "arranged" : "arranged (moved \(discussion.moves)×)"
        case .held(let on): "held on \(on.brief)"
        case .closed(let on): "closed on \(on.brief)"
        case .cancelled(let on, let reason): "cancelled on \(on.brief)" + note(reason)
        }
    }

    private var section47: String {
        guard let decision = discussion.section47 else { return "not recorded yet" }
        guard decision.isInitiated else { return "none, decided on \(decision.on.brief)" }
        let worker = discussion.leadSocialWorker.map { "lead social worker \($0)" } ?? "no lead social worker named"
        return "begun on \(decision.on.brief), \(worker)"
    }

    private var participants: String {
        var table = Table(header: ["#", "agency", "who", "attendance", "minutes"])
        for participant in inOrderOfAgency {
            table.add([
                "\(participant.number)", agencies[participant.agency] ?? participant.agency.text,
                participant.person?.text ?? "(by role)",
                participant.withdrawnOn.map { "withdrawn \($0.brief)" } ?? participant.attendance?.rawValue ?? "",
                minutes(of: participant),
            ])
        }
        let people = discussion.participants.isEmpty ? "  nobody is invited yet" : table.text(indent: "  ")
        return "TAKING PART\n\(people)\n\(minimum)"
    }

    /// Those of an agency together, the agencies in the order of inviting.
    private var inOrderOfAgency: [DiscussionParticipant] {
        var order: [AgencyCode: Int] = [:]
        for participant in discussion.participants where order[participant.agency] == nil {
            order[participant.agency] = order.count
        }
        return discussion.participants.sorted {
            (order[$0.agency] ?? 0, $0.number) < (order[$1.agency] ?? 0, $1.number)
        }
    }

    private func minutes(of participant: DiscussionParticipant) -> String {
        if let on = participant.minutesReceivedOn { return "received \(on.brief)" }
        if let on = participant.minutesMissingOn { return "MISSING, said \(on.brief)" }
        if let on = participant.minutesSentOn { return "sent \(on.brief)" }
        return participant.attended ? "not sent" : ""
    }

    /// The kinds of agency that must be there, each with how it stands.
    private var minimum: String {
        let required = owed.policy.discussionMinimum
        let uninvited = Set(discussion.uninvitedKinds(of: required, agencyKinds: kinds))
        let missing = Set(discussion.missingKinds(of: required, agencyKinds: kinds))
        let isOver = discussion.holding != nil || discussion.participants.contains { $0.attendance != nil }
        let marks = required.map { kind in
            uninvited.contains(kind)
                ? "[ ] \(kind.rawValue): nobody invited"
                : !missing.contains(kind)
                    ? "[x] \(kind.rawValue)" : "[ ] \(kind.rawValue): \(isOver ? "not there" : "invited")"
        }
        let reason = discussion.holding?.shortfall.map { "\n  held without the minimum" + note($0.reason) } ?? ""
        return "  minimum: " + marks.joined(separator: "  ") + reason
    }

    private var agenda: String {
        let areas = discussion.agenda.areas
        let left = discussion.unaddressedAreas
        var lines = [
            "AGENDA",
            "  version \(discussion.agenda.version): \(areas.count - left.count) of \(areas.count) areas addressed; "
                + (discussion.mandatoryAreasConsidered ? "every mandatory area considered" : "mandatory areas open"),
        ]
        for area in left {
            let waiting = discussion.agenciesWithoutAnswer(in: area)
            lines.append(
                "  [ ] \(area.name)\(area.isMandatory ? " (mandatory)" : "")"
                    + (waiting.isEmpty ? "" : ": waits for \(waiting.map(\.text).joined(separator: ", "))"))
        }
        if showsNotes { lines += noted.map { "  \($0)" } }
        if let closed = discussion.closedUnaddressed { lines.append("  left out by the chair" + note(closed.reason)) }
        return lines.joined(separator: "\n")
    }

    private var noted: [String] {
        discussion.agenda.areas.flatMap { area -> [String] in
            let shared = discussion.areas[area.name].map { ["\(area.name): \($0.note.shown)"] } ?? []
            let own = (discussion.agencyAreas[area.name] ?? [:]).sorted { $0.key < $1.key }
            return shared + own.map { "\(area.name), \($0.key): \($0.value.note.shown)" }
        }
    }

    private var actions: String? {
        guard !discussion.actions.isEmpty else { return nil }
        var table = Table(header: ["#", "owner", "by", "stands", "area"] + (showsNotes ? ["what"] : []))
        for action in discussion.actions {
            table.add(
                [
                    "\(action.number)", action.owner.text, action.dueOn.brief, stands(action), action.area.text,
                ] + (showsNotes ? [action.what.shown] : []))
        }
        return "ACTIONS\n" + table.text(indent: "  ")
    }

    private func stands(_ action: DiscussionAction) -> String {
        switch action.status {
        case .open: action.dueOn < EuropeLondon.local(owed.now).date ? "OVERDUE" : "open"
        case .done(let on): "done \(on.brief)"
        case .withdrawn(let on, let reason): "withdrawn \(on.brief)" + note(reason)
        }
    }

    private var flags: String? {
        guard !discussion.flags.isEmpty else { return nil }
        var table = Table(header: ["#", "area", "by", "on", "stands"])
        for flag in discussion.flags {
            table.add([
                "\(flag.number)", flag.area.text, "participant \(flag.participant)", flag.on.brief,
                flag.resolvedOn.map { "answered \($0.brief)" + (flag.answer.map(note) ?? "") } ?? "waits for the chair",
            ])
        }
        return "FLAGS\n" + table.text(indent: "  ")
    }

    private var conferences: String? {
        let linked = discussion.linkedConferences.map {
            "  \($0.conference)  "
                + ($0.heldOn.map { "held on \($0.brief)" } ?? "arranged for \($0.sitsOn.brief)")
        }
        let later = discussion.followUp.map { ["  followed by discussion \($0.discussion) of \($0.on.brief)"] } ?? []
        return linked.isEmpty && later.isEmpty ? nil : (["WHAT FOLLOWED"] + linked + later).joined(separator: "\n")
    }

    private func note(_ note: Note) -> String { showsNotes ? ": \(note.shown)" : "" }
}

extension MinutesState {
    /// As a line ends.
    fileprivate var phrase: String {
        switch self {
        case .notBegun: "not begun"
        case .drafting(let on): "being drafted since \(on.brief)"
        case .chairReview(let on): "with the chair since \(on.brief)"
        case .approved(let on): "approved on \(on.brief)"
        case .circulated(let on): "circulated on \(on.brief)"
        case .correctionsOpen(let on): "out for corrections since \(on.brief)"
        case .final(let on): "final since \(on.brief)"
        }
    }

    fileprivate var word: String {
        switch self {
        case .notBegun: "not-begun"
        case .drafting: "drafting"
        case .chairReview: "chair-review"
        case .approved: "approved"
        case .circulated: "circulated"
        case .correctionsOpen: "corrections-open"
        case .final: "final"
        }
    }
}

// For programs.
extension DiscussionPage {
    struct Described: Encodable {
        let reference: String
        let caseReference: String
        let openCase: Bool
        let on: CalendarDate
        let at: String
        let place: String
        let status: String
        let moves: Int
        let chair: String
        let leadSocialWorker: String?
        let section47: Bool?
        let ruleSet: Int
        let participants: [Participant]
        let missing: [AgencyKind]
        let agenda: DescribedSheet
        let actions: [Action]
        let flags: [Flag]
        let minutes: String
        let conferences: [Conference]
        let obligations: [DescribedObligation]
        let reminders: [DescribedReminder]

        struct Participant: Encodable {
            let number: Int
            let agency: String
            let person: String?
            let invitedOn: CalendarDate
            let withdrawnOn: CalendarDate?
            let attendance: DiscussionAttendance?
            let minutesSentOn: CalendarDate?
            let minutesReceivedOn: CalendarDate?
            let minutesMissingOn: CalendarDate?
        }

        struct Action: Encodable {
            let number: Int
            let area: String
            let agency: String?
            let owner: String
            let dueOn: CalendarDate
            let status: String
            let what: String?
        }

        struct Flag: Encodable {
            let number: Int
            let area: String
            let participant: Int
            let on: CalendarDate
            let resolvedOn: CalendarDate?
            let answer: String?
        }

        struct Conference: Encodable {
            let reference: String
            let sitsOn: CalendarDate
            let heldOn: CalendarDate?
        }
    }

    var described: Described {
        Described(
            reference: discussion.reference.text, caseReference: discussion.caseReference.text,
            openCase: discussion.isCaseOpen, on: discussion.sitting.on, at: discussion.sitting.at.shortText,
            place: discussion.sitting.place, status: discussion.status.word, moves: discussion.moves,
            chair: discussion.chair.text, leadSocialWorker: discussion.leadSocialWorker?.text,
            section47: discussion.section47?.isInitiated, ruleSet: discussion.ruleSet ?? 1,
            participants: discussion.participants.map {
                .init(
                    number: $0.number, agency: $0.agency.text, person: $0.person?.text, invitedOn: $0.invitedOn,
                    withdrawnOn: $0.withdrawnOn, attendance: $0.attendance, minutesSentOn: $0.minutesSentOn,
                    minutesReceivedOn: $0.minutesReceivedOn, minutesMissingOn: $0.minutesMissingOn)
            },
            missing: discussion.missingKinds(of: owed.policy.discussionMinimum, agencyKinds: kinds),
            agenda: DescribedSheet(AgendaSheet(of: discussion, withNotes: showsNotes)),
            actions: discussion.actions.map {
                .init(
                    number: $0.number, area: $0.area.text, agency: $0.agency?.text, owner: $0.owner.text,
                    dueOn: $0.dueOn, status: $0.status.word, what: showsNotes ? $0.what.shown : nil)
            },
            flags: discussion.flags.map {
                .init(
                    number: $0.number, area: $0.area.text, participant: $0.participant, on: $0.on,
                    resolvedOn: $0.resolvedOn, answer: showsNotes ? $0.answer?.shown : nil)
            },
            minutes: discussion.minutes.word,
            conferences: discussion.linkedConferences.map {
                .init(reference: $0.conference.text, sitsOn: $0.sitsOn, heldOn: $0.heldOn)
            },
            obligations: owed.obligations.map { DescribedObligation($0, owed.policy) },
            reminders: owed.reminders.map(DescribedReminder.init))
    }
}

extension Discussion.Status {
    fileprivate var word: String {
        switch self {
        case .arranged: "arranged"
        case .held: "held"
        case .closed: "closed"
        case .cancelled: "cancelled"
        }
    }
}

extension DiscussionAction.Status {
    fileprivate var word: String {
        switch self {
        case .open: "open"
        case .done: "done"
        case .withdrawn: "withdrawn"
        }
    }
}

/// An agenda for programs: blank, or with what is addressed.
struct DescribedSheet: Encodable {
    let heading: String
    let areas: [Area]

    struct Area: Encodable {
        let number: Int
        let name: String
        let title: String
        let mandatory: Bool
        let prompts: [String]
        let addressed: Bool?
        let addressedOn: CalendarDate?
        let flaggedBy: [Int]
        let agencies: [AgencyLine]
        let note: String?
    }

    struct AgencyLine: Encodable {
        let agency: String
        let addressedOn: CalendarDate?
        let note: String?
    }

    init(_ sheet: AgendaSheet) {
        heading = sheet.heading
        areas = sheet.lines.map { line in
            Area(
                number: line.number, name: line.area.name.text, title: line.area.title,
                mandatory: line.area.isMandatory, prompts: line.area.prompts,
                addressed: line.mark.map { $0.addressedOn != nil }, addressedOn: line.mark?.addressedOn,
                flaggedBy: line.mark?.flaggedBy ?? [],
                agencies: line.agencies.map {
                    AgencyLine(agency: $0.agency.text, addressedOn: $0.mark.addressedOn, note: $0.note?.shown)
                }, note: line.note?.shown)
        }
    }
}

extension AgendaSheet.Mark {
    fileprivate var addressedOn: CalendarDate? { if case .addressed(let on) = self { on } else { nil } }
    fileprivate var flaggedBy: [Int] { if case .flagged(let numbers) = self { numbers } else { [] } }
}
