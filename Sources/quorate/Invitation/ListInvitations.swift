import ArgumentParser
import Conferences
import Daemon
import Persistence
import WorkingDays

extension InvitationCommands {
    struct List: PermittedCommand {
        static let needs: Set<Permission> = [.readCases]
        static let configuration = CommandConfiguration(
            commandName: "list",
            abstract: "List the invitations of a conference, or those of a period that lack something.",
            usage: """
                quorate invitation list HK-26-014
                quorate invitation list --no-reply --from 2026-10-12 --to 2026-10-16
                """,
            discussion: """
                Without a conference, it lists those to conferences from today on. Several of --bounced, --no-reply, \
                --missing-report and --not-shared list whoever any of them is true of.
                """)

        @Argument(help: .conference, transform: referenceArgument) var conference: ConferenceReference?
        @Flag(help: "Those that came back undelivered.") var bounced = false
        @Flag(help: "Those that nobody has answered.") var noReply = false
        @Flag(help: "Those whose report has not come, or was returned.") var missingReport = false
        @Flag(help: "Those whose report is still to be shared and discussed with the family.") var notShared = false
        @Option(help: "Only this agency's.", transform: referenceArgument) var agency: AgencyCode?
        @Option(help: "Conferences from this day on, as YYYY-MM-DD.", transform: day) var from: CalendarDate?
        @Option(help: "Conferences up to this day, as YYYY-MM-DD.", transform: day) var to: CalendarDate?
        @Flag(help: "Print JSON.") var json = false
        @OptionGroup var store: StoreOptions

        private var lacks: Set<InvitationReadings.Lack> {
            var lacks: Set<InvitationReadings.Lack> = []
            if bounced { lacks.insert(.bounced) }
            if noReply { lacks.insert(.reply) }
            if missingReport { lacks.insert(.report) }
            if notShared { lacks.insert(.sharing) }
            return lacks
        }

        func run() async throws {
            let (configuration, database) = try await store.open(for: Self.self)
            let (actor, now) = (configuration.actor, SystemWallClock().now)
            let today = EuropeLondon.local(now).date
            let looksAhead = conference == nil && (to.map { $0 >= today } ?? true)
            let filter = InvitationReadings.Filter(
                conference: conference, from: from ?? (looksAhead ? today : nil), to: to, agency: agency, lacks: lacks)
            let lines = try await database.write { [conference] session in
                if let conference {
                    // The invitations of one conference are a look at its case.
                    let readings = ConferenceReadings(session)
                    guard let state = try readings.state(conference) else {
                        let near = try readings.references(like: conference.text)
                        throw CommandFailure(
                            code: .failed,
                            message: "Error: No conference is known as \(conference).\(Near.hint(near.map(\.text)))")
                    }
                    try TrailRecorder(session).recordRead(
                        of: state.caseReference, through: conference, by: "invitation list", actor: actor, at: now)
                }
                return try InvitationReadings(session).list(filter)
            }
            if json {
                try Output.json(lines.map(ListedInvitation.init))
            } else if lines.isEmpty {
                print("No invitations like that.")
            } else {
                print(InvitationList(lines: lines).table.text())
            }
        }
    }
}

/// Invitations as a table.
struct InvitationList {
    let lines: [InvitationReadings.Line]

    var table: Table {
        var table = Table(header: ["invitation", "sits on", "agency", "who", "reply", "report", "shared"])
        for line in lines {
            table.add([
                "\(line.conference)#\(line.label.number)", line.sitsOn.brief, line.label.agency.text,
                line.label.person?.text ?? "(by role)", reply(line), report(line), sharing(line),
            ])
        }
        return table
    }

    private func reply(_ line: InvitationReadings.Line) -> String {
        if let on = line.withdrawnOn { return "withdrawn \(on.dayAndMonth)" }
        guard let sentOn = line.sentOn else { return "draft" }
        if let on = line.bouncedOn { return "BOUNCED \(on.dayAndMonth)" }
        guard let reply = line.reply else {
            return line.capacity.attends ? "none since \(sentOn.dayAndMonth)" : "report only"
        }
        guard reply == "apologies" else { return reply }
        return "apologies, "
            + (line.delegate == nil ? "no delegate" : line.briefedOn == nil ? "not briefed" : "delegate")
    }

    private func report(_ line: InvitationReadings.Line) -> String {
        guard line.capacity.reports else { return "-" }
        return line.report == "requested" ? "none" : line.report
    }

    private func sharing(_ line: InvitationReadings.Line) -> String {
        switch line.sharing {
        case "met": "discussed"
        case "outstanding", "impossible-notice": line.sharingDueOn.map { "by \($0.dayAndMonth)" } ?? "no"
        case let other?: other
        case nil: "-"
        }
    }
}

struct ListedInvitation: Encodable {
    let invitation: String
    let conference: String
    let number: Int
    let sitsOn: CalendarDate
    let agency: String
    let person: String?
    let capacity: String
    let sentOn: CalendarDate?
    let bouncedOn: CalendarDate?
    let withdrawnOn: CalendarDate?
    let reply: String?
    let repliedOn: CalendarDate?
    let delegate: String?
    let delegateBriefedOn: CalendarDate?
    let report: String
    let sharing: String?
    let sharingDueOn: CalendarDate?
    let attendance: String?

    init(_ line: InvitationReadings.Line) {
        invitation = "\(line.conference)#\(line.label.number)"
        conference = line.conference.text
        number = line.label.number
        sitsOn = line.sitsOn
        agency = line.label.agency.text
        person = line.label.person?.text
        capacity = line.capacity.rawValue
        sentOn = line.sentOn
        bouncedOn = line.bouncedOn
        withdrawnOn = line.withdrawnOn
        reply = line.reply
        repliedOn = line.repliedOn
        delegate = line.delegate?.text
        delegateBriefedOn = line.briefedOn
        report = line.report
        sharing = line.sharing
        sharingDueOn = line.sharingDueOn
        attendance = line.attendance?.rawValue
    }
}
