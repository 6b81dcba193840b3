import Conferences
import Persistence
import WorkingDays

/// The answers to what an administrator asks every day.
///
/// - Source: Rulebook 10.
struct TodayPage: Sendable {
    let today: CalendarDate
    let owed: [DailyReadings.Owed]
    /// Those up to the next working day that are still to sit.
    let conferences: [ConferenceReadings.Line]
    /// Those whose time has passed and of which nobody has recorded anything.
    let unregistered: [ConferenceReadings.Line]
    /// Those to conferences to come that lack something.
    let invitations: [InvitationReadings.Line]
    /// People at one of whose addresses nobody is reached.
    let unreached: [PersonReference]
    let enquiries: [DailyReadings.Enquiry]
    let needs: [DailyReadings.Need]
    let records: [DailyReadings.WaitingRecord]
    /// What could not be reached, and what waits for it.
    let outages: [(outage: Outages.Outage, queue: Outages.Queue)]

    init(_ session: any DatabaseSession, rulebook: Rulebook, now: Timestamp) throws {
        today = EuropeLondon.local(now).date
        let daily = DailyReadings(session)
        owed = try daily.owed(on: today, now: now)
        let scheduled = try ConferenceReadings(session).list(
            .init(to: rulebook.calendar(session).date(1, workingDaysAfter: today).date, status: "scheduled"),
            rules: RuleSets(session, rulebook: rulebook), now: now)
        conferences = scheduled.filter { $0.sitting.map { $0.startsAt >= now } ?? false }
        unregistered = scheduled.filter { $0.sitting.map { $0.startsAt < now } ?? false }
        invitations = try InvitationReadings(session).list(
            .init(
                from: today, to: today.adding(days: InvitationReadings.Lack.allCases.map(\.daysAhead).max()!),
                lacks: Set(InvitationReadings.Lack.allCases))
        ).filter { $0.status == "scheduled" && EuropeLondon.timestamp(on: $0.sitsOn, at: $0.sitsAt) >= now }
        unreached = try AddressFailures(session).people()
        enquiries = try daily.enquiriesWithoutConference()
        needs = try daily.needs(from: today)
        records = try daily.recordsWithChair()
        outages = try Outages(session).open().map { ($0, try Outages(session).queue($0)) }
    }

    /// The invitations that lack this.
    func lacking(_ lack: InvitationReadings.Lack) -> [InvitationReadings.Line] {
        let last = today.adding(days: lack.daysAhead)
        return invitations.filter { line in
            guard line.sitsOn <= last else { return false }
            return switch lack {
            case .bounced: line.bouncedOn != nil
            case .reply: line.reply == nil && line.capacity.attends
            case .report: line.capacity.reports && ["requested", "returned"].contains(line.report)
            case .sharing: ["outstanding", "impossible-notice"].contains(line.sharing)
            }
        }
    }

    var text: String {
        let sections = [
            list("OVERDUE", due.filter(\.isOverdue)), list("DUE TODAY", due.filter { !$0.isOverdue }), registers,
            meetings,
            invitations("NO REPLY", .reply), invitations("NO REPORT", .report),
            invitations("NOT DISCUSSED WITH THE FAMILY", .sharing), invitations("BOUNCED", .bounced),
            unreachedList, enquiryTable, needTable, recordTable,
        ]
        let troubles = outages.map { $0.outage.sentence(\.brief, with: $0.queue) }
        return ([today.spelledOut] + troubles + sections.filter { !$0.isEmpty }).joined(separator: "\n\n")
    }

    // What is due, each kind of a matter in one line.

    private struct Due {
        let reference: String
        let title: String
        let dueOn: CalendarDate
        let isOverdue: Bool
        var who: [String]
    }

    private var due: [Due] {
        var lines: [Due] = []
        for item in owed {
            let place = item.id.place.map { "#\($0) " } ?? ""
            let who = place + (item.owedBy?.text ?? item.agency?.text ?? "")
            if let last = lines.last, last.reference == item.id.matter.reference, last.title == item.title,
                last.dueOn == item.dueOn
            {
                lines[lines.count - 1].who.append(who)
            } else {
                lines.append(
                    Due(
                        reference: item.id.matter.reference, title: item.title, dueOn: item.dueOn,
                        isOverdue: item.isOverdue, who: [who]))
            }
        }
        return lines
    }

    private func list(_ title: String, _ lines: [Due]) -> String {
        guard !lines.isEmpty else { return title == "DUE TODAY" ? "DUE TODAY\n  nothing" : "" }
        var table = Table(header: ["by", "of", "what", "who"])
        for line in lines {
            table.add([line.dueOn.brief, line.reference, line.title], wrapping: Wrapped.lines(line.who, width: 36))
        }
        return "\(title)\n\(table.text(indent: "  "))"
    }

    private var meetings: String {
        guard !conferences.isEmpty else { return "CONFERENCES UP TO THE NEXT WORKING DAY\n  none" }
        var table = Table(header: ["", "reference", "quoracy", ""])
        for line in conferences {
            guard let sitting = line.sitting else { continue }
            let forecast = line.forecast
            let hint = [
                forecast?.shortfall ?? "",
                forecast?.hint(tippedBy: labels(line.tippedBy), awaited: labels(line.awaitedDelegates))
                    ?? "nobody is invited",
            ].filter { !$0.isEmpty }
            table.add(
                [
                    (sitting.on == today ? "today" : sitting.on.brief) + " \(sitting.at.shortText)",
                    line.reference.text, forecast?.verdict.phrase ?? "NOT EXPECTED",
                ], wrapping: hint.flatMap { Wrapped.lines($0, width: 58) })
        }
        return "CONFERENCES UP TO THE NEXT WORKING DAY\n" + table.text(indent: "  ")
    }

    private var registers: String {
        guard !unregistered.isEmpty else { return "" }
        var table = Table(header: ["sat on", "reference", "type"])
        for line in unregistered {
            guard let sitting = line.sitting else { continue }
            table.add(["\(sitting.on.brief) \(sitting.at.shortText)", line.reference.text, line.type.rawValue])
        }
        return "NO REGISTER YET\n" + table.text(indent: "  ")
    }

    private func labels(_ labels: [InvitationLabel]) -> [String] {
        labels.map { "\($0.person?.text ?? $0.agency.text) (#\($0.number))" }
    }

    private func invitations(_ title: String, _ lack: InvitationReadings.Lack) -> String {
        let lines = lacking(lack)
        guard !lines.isEmpty else { return "" }
        var order: [ConferenceReference] = []
        var grouped: [ConferenceReference: [InvitationReadings.Line]] = [:]
        for line in lines {
            if grouped[line.conference] == nil { order.append(line.conference) }
            grouped[line.conference, default: []].append(line)
        }
        var table = Table(header: ["sits on", "conference", "who"])
        for reference in order {
            guard let group = grouped[reference], let first = group.first else { continue }
            let who = group.map { "#\($0.label.number) \($0.label.person?.text ?? $0.label.agency.text)" }
            table.add([first.sitsOn.brief, reference.text], wrapping: Wrapped.lines(who, width: 76))
        }
        return "\(title), conferences of the next \(lack.timeAhead)\n\(table.text(indent: "  "))"
    }

    private var unreachedList: String {
        guard !unreached.isEmpty else { return "" }
        let lines = Wrapped.lines(unreached.map(\.text), width: 76)
        return (["PEOPLE WHOM NOTHING REACHES"] + lines.map { "  \($0)" }).joined(separator: "\n")
    }

    private var enquiryTable: String {
        guard !enquiries.isEmpty else { return "" }
        var table = Table(header: ["discussion", "sat on", "day 15", "lead social worker", "conference"])
        for line in enquiries {
            table.add([
                line.discussion.text, line.satOn.brief, line.dueOn.brief + (line.dueOn < today ? " PAST" : ""),
                line.leadSocialWorker?.text ?? "nobody named",
                line.conferenceOn.map { "\($0.brief), too late" } ?? "none arranged",
            ])
        }
        return "SECTION 47 ENQUIRIES WITHOUT A CONFERENCE BY DAY 15\n" + table.text(indent: "  ")
    }

    private var needTable: String {
        guard !needs.isEmpty else { return "" }
        var table = Table(header: ["sits on", "conference", "need", "for"])
        for line in needs {
            table.add([
                line.sitsOn.brief, line.conference.text, "\(line.number) \(line.kind.rawValue)",
                line.recipient?.description ?? "a professional",
            ])
        }
        return "NEEDS NOT ARRANGED\n" + table.text(indent: "  ")
    }

    private var recordTable: String {
        guard !records.isEmpty else { return "" }
        var table = Table(header: ["chair", "conference", "since", "to be circulated by"])
        for line in records {
            table.add([line.chair.text, line.conference.text, line.since.brief, line.dueOn?.brief ?? ""])
        }
        return "RECORDS WITH THEIR CHAIR\n" + table.text(indent: "  ")
    }
}

// For programs.
extension TodayPage {
    var described: Described { Described(self) }

    struct Described: Encodable {
        let today: CalendarDate
        let overdue: [Owed]
        let dueToday: [Owed]
        let withoutRegister: [String]
        let conferences: [Meeting]
        let noReply: [ListedInvitation]
        let noReport: [ListedInvitation]
        let notShared: [ListedInvitation]
        let bounced: [ListedInvitation]
        let unreached: [String]
        let enquiriesWithoutConference: [Enquiry]
        let needsNotArranged: [Need]
        let recordsWithChair: [Waiting]
        let outages: [Outage]

        init(_ page: TodayPage) {
            today = page.today
            overdue = page.owed.filter(\.isOverdue).map(Owed.init)
            dueToday = page.owed.filter { !$0.isOverdue }.map(Owed.init)
            withoutRegister = page.unregistered.map(\.reference.text)
            conferences = page.conferences.map(Meeting.init)
            noReply = page.lacking(.reply).map(ListedInvitation.init)
            noReport = page.lacking(.report).map(ListedInvitation.init)
            notShared = page.lacking(.sharing).map(ListedInvitation.init)
            bounced = page.lacking(.bounced).map(ListedInvitation.init)
            unreached = page.unreached.map(\.text)
            enquiriesWithoutConference = page.enquiries.map(Enquiry.init)
            needsNotArranged = page.needs.map(Need.init)
            recordsWithChair = page.records.map(Waiting.init)
            outages = page.outages.map(Outage.init)
        }
    }

    struct Outage: Encodable {
        let destination: String
        let since: String
        let triedAgainAt: String
        let reason: String
        let waiting: Int
        let late: Int

        init(_ outage: Outages.Outage, _ queue: Outages.Queue) {
            (destination, reason) = (outage.destination, outage.reason)
            (since, triedAgainAt) = (outage.since.iso8601, outage.probeAt.iso8601)
            (waiting, late) = (queue.waiting, queue.late)
        }
    }

    struct Owed: Encodable {
        let obligation: String
        let title: String
        let agency: String?
        let owedBy: String?
        let dueOn: CalendarDate

        init(_ owed: DailyReadings.Owed) {
            obligation = owed.id.description
            title = owed.title
            agency = owed.agency?.text
            owedBy = owed.owedBy?.text
            dueOn = owed.dueOn
        }
    }

    struct Meeting: Encodable {
        let conference: String
        let on: CalendarDate?
        let at: String?
        let forecast: String?
        let shortfall: String?
        let tippedBy: [Int]
        let awaitedDelegates: [Int]

        init(_ line: ConferenceReadings.Line) {
            conference = line.reference.text
            on = line.sitting?.on
            at = line.sitting?.at.shortText
            forecast = line.forecast?.verdict.rawValue
            shortfall = line.forecast?.shortfall
            tippedBy = line.tippedBy.map(\.number)
            awaitedDelegates = line.awaitedDelegates.map(\.number)
        }
    }

    struct Enquiry: Encodable {
        let discussion: String
        let satOn: CalendarDate
        let dueOn: CalendarDate
        let leadSocialWorker: String?
        let conferenceOn: CalendarDate?

        init(_ enquiry: DailyReadings.Enquiry) {
            discussion = enquiry.discussion.text
            satOn = enquiry.satOn
            dueOn = enquiry.dueOn
            leadSocialWorker = enquiry.leadSocialWorker?.text
            conferenceOn = enquiry.conferenceOn
        }
    }

    struct Need: Encodable {
        let conference: String
        let sitsOn: CalendarDate
        let number: Int
        let kind: String
        let recipient: String?

        init(_ need: DailyReadings.Need) {
            conference = need.conference.text
            sitsOn = need.sitsOn
            number = need.number
            kind = need.kind.rawValue
            recipient = need.recipient?.description
        }
    }

    struct Waiting: Encodable {
        let conference: String
        let chair: String
        let since: CalendarDate
        let dueOn: CalendarDate?

        init(_ record: DailyReadings.WaitingRecord) {
            conference = record.conference.text
            chair = record.chair.text
            since = record.since
            dueOn = record.dueOn
        }
    }
}
