import Conferences
import Outbound
import Persistence
import WorkingDays

/// What is said of each thing that is due, to whoever owes it and to whoever it escalates to.
struct ReminderWording: Sendable {
    let words: MessageWords
    let calendar: WorkingDayCalendar
    let guidance: [ObligationKind: PartnershipConfiguration.Guidance]

    /// One entry for each thing that is asked: what several agencies of one conference owe alike is told together.
    ///
    /// - Parameter link: Where one of them is answered.
    func items(
        _ items: [ReminderItem], now: Timestamp, link: (ReminderItem) -> String? = { _ in nil }
    ) throws -> [ReminderMail.Item] {
        var groups: [(alike: Alike, items: [ReminderItem])] = []
        for item in items {
            if let index = groups.firstIndex(where: { $0.alike == Alike(item) }) {
                groups[index].items.append(item)
            } else {
                groups.append((Alike(item), [item]))
            }
        }
        return try groups.map { group in
            var said = try item(group.items[0], agencies: group.items.compactMap(\.agencyName), now: now)
            said.link = link(group.items[0])
            return said
        }
    }

    /// What makes two reminders one entry: all but the agency, where somebody is told of others.
    private struct Alike: Hashable {
        let matter: Matter
        let kind: ObligationKind
        let audience: Audience
        let dueAt: Timestamp
        /// What decides whether somebody stands in for the agency's lead.
        let standsIn: [Bool]
        let wasDueOn: CalendarDate?
        /// Whoever owes several things themselves is asked for each.
        let own: String?

        init(_ item: ReminderItem) {
            (matter, kind, audience) = (item.matter, item.kind, item.key.audience)
            (dueAt, wasDueOn) = (item.dueAt, item.wasDueOn)
            standsIn = audience == .owner || audience == .agencyLead ? [item.isNamed, item.hasLead] : []
            own = audience == .owner && kind != .discussionMinutes ? item.key.obligation : nil
        }
    }

    func item(_ item: ReminderItem, agencies: [String], now: Timestamp) throws -> ReminderMail.Item {
        let isForOwner = item.key.audience == .owner || item.key.audience == .participant
        let isEscalation = !isForOwner || (item.key.audience == .owner && !(item.isNamed || item.hasLead))
        let guidance = guidance[item.kind]
        let isDiscussion = item.type == nil
        return ReminderMail.Item(
            conference: item.matter.reference, isDiscussion: isDiscussion,
            matter: words[isDiscussion ? .discussionNumbered : .conferenceNumbered],
            conferenceType: words.title(of: item.type), when: words.moment(item.sitting), place: item.sitting.place,
            ask: item.key.audience == .participant
                ? words[.participantAsk] : phrase(isEscalation ? .escalation : .ask, of: item, agencies),
            detail: detail(item, agencies, isEscalation: isEscalation), due: words.by(item.workTo),
            urgency: try urgency(item, now: now), isOverdue: now > item.dueAt && item.kind != .corrections,
            isEscalation: isEscalation, provisional: item.isProvisional,
            guidanceTitle: guidance?.title, guidanceLink: guidance?.url)
    }

    private func phrase(_ part: MessageWords.Part, of item: ReminderItem, _ agencies: [String]) -> String {
        let names = agencies.reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
        return words.reminder(
            part, of: item.kind, step: item.key.step,
            [
                "title": item.title, "agencies": names.isEmpty ? words[.unknownAgency] : words.list(names),
                "several": names.count > 1, "isOfAgency": !names.isEmpty,
            ])
    }

    private func detail(_ item: ReminderItem, _ agencies: [String], isEscalation: Bool) -> String {
        if let was = item.wasDueOn { return words[.moved, words.dates(was)] }
        if item.key.audience == .participant { return words[.participantDetail] }
        if isEscalation { return whyItClimbed(item) }
        let detail = phrase(.detail, of: item, agencies)
        guard !item.isNamed, let agency = item.agencyName else { return detail }
        return "\(words[.agencyByRole, ["agency": agency]]) \(detail)"
    }

    private func whyItClimbed(_ item: ReminderItem) -> String {
        let agency = item.agencyName ?? words[.unknownAgencyFirst]
        return switch item.key.audience {
        case .agencyLead where item.hasLead: words[.agencyLead]
        case .owner, .agencyLead: words[item.isNamed ? .noLead : .nobody, ["agency": agency]]
        case .chair: words[.chair]
        case .administrator: words[.administrator]
        case .teamManager: words[.teamManager]
        case .headOfService: words[.headOfService]
        case .serviceManager: words[.serviceManager]
        case .partnership: words[.partnership]
        case .participant: ""
        }
    }

    private func urgency(_ item: ReminderItem, now: Timestamp) throws -> String {
        let today = EuropeLondon.local(now).date
        if item.wasDueOn != nil { return words[.newDate] }
        if now > item.dueAt {
            if item.kind == .corrections { return words[.closed] }
            let late = try calendar.workingDays(from: item.workTo, to: today)
            return late < 1 ? words[.overdue] : words[.overdueBy, ["days": words.workingDays(late)]]
        }
        if today == item.workTo { return words[.dueToday] }
        let left = try calendar.workingDays(from: today, to: item.workTo)
        return left < 1 ? words[.dueNow] : words[.dueIn, ["days": words.workingDays(left)]]
    }
}

extension TimeOfDay {
    /// `10:00`.
    var hoursAndMinutes: String { String(description.prefix(5)) }
}
