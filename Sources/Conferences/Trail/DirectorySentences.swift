import WorkingDays

// What is about no single case: the directory, the rules, reads and keys.
extension EventSentence {
    public func phrase(_ event: DirectoryEvent) -> String {
        switch event {
        case .agencyRecorded(let agency): return recorded(agency)
        case .personRecorded(let person):
            return "recorded \(person.reference) of \(person.agency), with name and address"
                + (person.mobile == nil ? "" : ", and a mobile number")
                + (person.preferredChannel == .text ? "; reminded by text" : "")
                + (person.language.map { "; reads \(name(of: $0))" } ?? "")
        case .postFilled(.partnership, let person): return "named \(person) as contact of the partnership"
        case .postFilled(let post, let person): return "named \(person) as \(post.title)"
        case .personHeld(let person, let until, let reason):
            return "held the reminders of what \(person) owes until \(until.brief)\(note("reason", reason))"
        case .personReleased(let person): return "released the reminders of what \(person) owes"
        case .personLanguageChosen(let person, let language):
            return "chose that \(person) reads \(name(of: language))"
        }
    }

    /// - Parameter effectiveOn: The first day of arranging on which conferences and discussions follow it.
    public func phrase(ruleSetAdopted number: Int, effectiveOn: CalendarDate) -> String {
        let isFirst = effectiveOn == WorkingDayCalendar.firstDate
        return "adopted rule set \(number), in force from \(isFirst ? "the start" : dayOfYear(effectiveOn))"
    }

    public func phrase(ruleSetWithdrawn number: Int) -> String { "took rule set \(number) back before its day" }

    public func phrase(_ day: DaySetApart) -> String {
        switch day.kind {
        case .closed: "set \(day.on.brief) apart as a closed day: \(day.title)"
        case .holiday: "set \(day.on.brief) apart as a bank holiday: \(day.title)"
        }
    }

    public func phrase(dayTakenBack on: CalendarDate) -> String { "took back that \(on.brief) is set apart" }

    /// - Parameter subject: What a read was of: the case's reference.
    public func phrase(_ event: TrailEvent, of subject: String) -> String {
        switch event {
        case .caseRead(let command, let conference):
            "read case \(subject)\(conference.map { " through \($0)" } ?? ""), by \(command)"
        case .keyErased(let subject, let reason): "erased what was sealed for \(subject), reason: \(reason)"
        case .legallyHeld(let subject, let reason): "put \(subject) under a legal hold, reason: \(reason)"
        case .legallyReleased(let subject, let reason): "released \(subject) from its legal hold, reason: \(reason)"
        case .masterKeyRotated(let id, let keys):
            "wrapped \(count(keys, "key", "keys")) anew under master key \(id)"
        case .messageResent(let id): "had message \(id) sent once more"
        case .messageCancelled(let id): "cancelled message \(id)"
        case .webhookEnabled(let name): "had the webhook \(name) called again"
        case .webhookReplayed(let name, let from, let to, let calls):
            "had \(count(calls, "call", "calls")) of the webhook \(name) made again, of \(from.brief) to \(to.brief)"
        }
    }

    /// `1 Jan 2027`: for what holds from a date on, whatever day of the week that is.
    private func dayOfYear(_ on: CalendarDate) -> String {
        on.brief.split(separator: " ").dropFirst().joined(separator: " ")
    }

    private func name(of language: ReadingLanguage) -> String {
        switch language {
        case .english: "English"
        case .welsh: "Welsh"
        }
    }

    private func recorded(_ agency: Agency) -> String {
        "recorded agency \(agency.code), “\(agency.name)”, "
            + (agency.kind.map { "of kind \(kind($0)), " } ?? "")
            + (agency.safeguardingLead.map { "led by \($0)" } ?? "without a safeguarding lead")
            + (agency.sharingExemption.map(phrase) ?? "")
    }

    private func phrase(_ exemption: SharingExemption) -> String {
        ", exempt from sharing its reports beforehand, approved by \(exemption.approvedBy)"
            + note("reason", Note(exemption.reason))
    }
}
