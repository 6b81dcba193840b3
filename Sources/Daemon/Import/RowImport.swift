import Conferences
import Outbound
import Persistence
import WorkingDays

/// Turns one row after the other into commands.
struct RowImport {
    let registrar: Registrar
    var today: CalendarDate { registrar.today }
    private let firstInvited: [String: CalendarDate]
    var summary = ImportSummary()
    /// What each row is about and what became of it, in the order of taking.
    private(set) var outcomes: [Outcome] = []
    private var leads: [(row: ImportRow, lead: PersonReference)] = []
    private var seen: [String: Int] = [:]
    private var postponed: [Postponed] = []

    /// What would close a conference to other rows, and therefore waits until all have been read.
    private struct Postponed {
        let row: ImportRow
        /// Of the row among the outcomes.
        let place: Int
        let conference: ConferenceReference
        let command: ConferenceCommand

        var isRegister: Bool {
            switch command {
            case .recordAttendance, .correctAttendance: true
            default: false
            }
        }
        var isAftermath: Bool {
            switch command {
            case .issueLetter, .sendRecordToChair, .approveRecord, .circulateRecord: true
            default: false
            }
        }
        var isWithdrawal: Bool { if case .withdraw = command { true } else { false } }
        var isCancellation: Bool { if case .cancel = command { true } else { false } }
    }

    /// - Parameter firstInvited: When each conference's first invitation went out, by reference.
    init(registrar: Registrar, firstInvited: [String: CalendarDate]) {
        self.firstInvited = firstInvited
        self.registrar = registrar
    }

    /// What one row was about, and what it did.
    struct Outcome {
        let line: Int
        var subject = ""
        /// Whether the record had no such thing before.
        var isNew = false
        var changes = 0
    }

    mutating func take(_ row: ImportRow, _ table: ImportTable) throws {
        outcomes.append(Outcome(line: row.line))
        let before = summary.changes
        try takeRow(row, table)
        outcomes[outcomes.count - 1].changes = summary.changes - before
    }

    /// The row in hand is about this.
    private mutating func note(_ subject: String, isNew: Bool) {
        outcomes[outcomes.count - 1].subject = subject
        outcomes[outcomes.count - 1].isNew = isNew
    }

    private mutating func takeRow(_ row: ImportRow, _ table: ImportTable) throws {
        switch table {
        case .agencies: try takeAgency(row)
        case .people: try takePerson(row)
        case .conferences: try takeConference(row)
        case .invitations: try takeInvitation(row)
        }
    }

    /// Carries out what had to wait: withdrawals first, then registers, then what follows them, then cancellations.
    ///
    /// - Returns: What was wrong, with its row.
    mutating func takePostponed() -> [(row: ImportRow, error: any Error)] {
        var failures: [(row: ImportRow, error: any Error)] = []
        for isTurn in [\Postponed.isWithdrawal, \.isRegister, \.isAftermath, \.isCancellation] {
            for item in postponed where item[keyPath: isTurn] {
                let before = summary.changes
                do { try perform(item.command, item.conference) } catch { failures.append((item.row, error)) }
                outcomes[item.place].changes += summary.changes - before
            }
        }
        postponed = []
        return failures
    }

    /// Agencies whose lead nobody is known as, now that every person has been read.
    func danglingLeads() throws -> [ImportProblem] {
        try leads.compactMap { row, lead in
            try registrar.knows(lead)
                ? nil : row.problem("safeguarding_lead", "\(ConferenceRefusal.unknownPerson(lead))")
        }
    }

    private mutating func takeAgency(_ row: ImportRow) throws {
        let code: AgencyCode = try row.required("code") { try Reference($0) }
        try once("agency \(code)", row, "code")
        let known = try registrar.agency(code)
        note("agency \(code)", isNew: known == nil)
        let name = try row.required("name", Self.line)
        let lead: PersonReference? = try row.optional("safeguarding_lead") { try Reference($0) }
        if let lead { leads.append((row, lead)) }
        let kind: AgencyKind? = try row.optional("kind") { try Self.word($0, "kind of agency") }
        let agency = Agency(
            code: code, name: name,
            safeguardingLead: row.has("safeguarding_lead") ? lead : known?.safeguardingLead,
            kind: row.has("kind") ? kind : known?.kind,
            sharingExemption: row.has("sharing_exempt_by") ? try exemption(row) : known?.sharingExemption)
        if try registrar.record(agency) { summary.changes += 1 }
    }

    /// Why an agency does not share its reports beforehand, and who approved it.
    private mutating func exemption(_ row: ImportRow) throws -> SharingExemption? {
        let approver: PersonReference? = try row.optional("sharing_exempt_by") { try Reference($0) }
        guard let approver else { return nil }
        leads.append((row, approver))
        return SharingExemption(
            approvedBy: approver, reason: try row.required("sharing_exempt_reason", Self.line))
    }

    private mutating func takePerson(_ row: ImportRow) throws {
        let reference: PersonReference = try row.required("reference") { try Reference($0) }
        try once("person \(reference)", row, "reference")
        note("person \(reference)", isNew: try !registrar.knows(reference))
        let agency: AgencyCode = try row.required("agency") { try Reference($0) }
        let name = try row.required("name", Self.line)
        let email = try row.required("email") { try MailAddress($0, name: name).address }
        let known = try row.has("mobile") && row.has("prefers") ? nil : known(reference)
        let mobile = row.has("mobile") ? try row.optional("mobile") { try MobileNumber($0).text } : known?.mobile
        let chosen: PreferredChannel? = try row.optional("prefers") { try Self.word($0, "channel") }
        // Whoever has no number any more is no longer reminded by text.
        let prefers = row.has("prefers") ? chosen : mobile == nil ? .mail : known?.preferredChannel
        let language = try language(row, of: reference)
        let person = try row.reading("prefers") {
            try Person.checked(
                reference, agency: agency, name: name, email: email, mobile: mobile, preferredChannel: prefers ?? .mail,
                language: language)
        }
        if try registrar.record(person, isTried: false) { summary.changes += 1 }
    }

    /// As they are recorded; `nil` for somebody who is not, or whose name and address were erased.
    private func known(_ reference: PersonReference) throws -> Person? {
        do { return try registrar.person(reference) } catch SealingError.erased { return nil }
    }

    /// What somebody reads. Where the list says nothing their own choice stands, which they may have made by a link.
    private func language(_ row: ImportRow, of reference: PersonReference) throws -> ReadingLanguage? {
        try row.optional("language") { try ReadingLanguage(text: $0) } ?? registrar.language(of: reference)
    }

    private mutating func takeConference(_ row: ImportRow) throws {
        let reference: ConferenceReference = try row.required("reference") { try Reference($0) }
        try once("conference \(reference)", row, "reference")
        note("conference \(reference)", isNew: try registrar.conference(reference) == nil)
        let sitting = Sitting(
            on: try row.required("date") { try CalendarDate(iso: $0) },
            at: try row.required("time") { try TimeOfDay(text: $0) }, place: try row.required("place", Self.line))
        let settledOn = try row.optional("settled_on") { try CalendarDate(iso: $0) }
        let scheduling = Scheduling(
            type: try row.required("type") { try Self.word($0, "type of conference") },
            caseReference: try row.required("case") { try Reference($0) }, sitting: sitting,
            chair: try row.required("chair") { try Reference($0) },
            administrator: try row.required("administrator") { try Reference($0) },
            familyRecipients: try row.required("family") {
                try $0.split(separator: ";").map { try FamilyRecipient(text: Self.trimmed($0)) }
            }, on: settledOn ?? firstInvited[reference.text] ?? today,
            leadSocialWorker: try row.optional("lead_social_worker") { try Reference($0) },
            discussion: try row.optional("discussion") { try Reference($0) },
            children: try row.optional("children") {
                try $0.split(separator: ";").map { try Reference(Self.trimmed($0)) }
            })
        let status = try row.optional("status") { try Self.word($0, "status") as ImportedStatus } ?? .scheduled
        if let state = try registrar.conference(reference) {
            try checkUnchanged(row, scheduling, state)
            try reassign(scheduling, state)
            if status == .scheduled, state.sitting != sitting {
                try perform(.reschedule(sitting, on: settledOn ?? today), reference)
            }
        } else {
            try perform(.schedule(scheduling), reference)
        }
        try takeAftermath(row, reference)
        if status == .cancelled, try registrar.conference(reference)?.status == .scheduled {
            postpone(.cancel(on: today, reason: try row.required("reason", Self.note)), reference, row)
        }
    }

    /// The decision letter and the record of a conference that has been held.
    private mutating func takeAftermath(_ row: ImportRow, _ reference: ConferenceReference) throws {
        let state = try registrar.conference(reference)
        let letterOn = try row.optional("letter_on") { try CalendarDate(iso: $0) }
        if let letterOn, state?.letterIssuedOn == nil { postpone(.issueLetter(on: letterOn), reference, row) }
        let recordOn = try row.optional("record_on") { try CalendarDate(iso: $0) }
        guard let recordOn, state?.record.firstCirculatedOn == nil else { return }
        for command in [
            .sendRecordToChair(on: recordOn), .approveRecord(on: recordOn), .circulateRecord([], on: recordOn),
        ]
            as [ConferenceCommand]
        {
            postpone(command, reference, row)
        }
    }

    private func checkUnchanged(_ row: ImportRow, _ new: Scheduling, _ state: Conference) throws {
        let fixed: [(column: String, isSame: Bool)] = [
            ("type", new.type == state.type), ("case", new.caseReference == state.caseReference),
            ("family", new.familyRecipients == state.familyRecipients),
        ]
        if let changed = fixed.first(where: { !$0.isSame }) {
            throw row.problem(
                changed.column,
                "differs from what is recorded for \(state.reference), and an import cannot change it; schedule it under a new reference."
            )
        }
    }

    /// Other people in its roles, and children that were not named before.
    private mutating func reassign(_ new: Scheduling, _ state: Conference) throws {
        let roles: [(ConferenceRole, PersonReference?, PersonReference?)] = [
            (.chair, new.chair, state.chair), (.administrator, new.administrator, state.administrator),
            (.leadSocialWorker, new.leadSocialWorker, state.leadSocialWorker),
        ]
        for (role, person, known) in roles {
            if let person, person != known { try perform(.assign(role, person, on: today), state.reference) }
        }
        for child in new.children ?? [] where !state.children.contains(where: { $0.reference == child }) {
            try perform(.addChild(child, on: today), state.reference)
        }
    }

    private mutating func takeInvitation(_ row: ImportRow) throws {
        let reference: ConferenceReference = try row.required("conference") { try Reference($0) }
        guard let state = try registrar.conference(reference) else {
            throw row.problem("conference", "\(ConferenceRefusal.notScheduled(reference))")
        }
        let agency: AgencyCode = try row.required("agency") { try Reference($0) }
        let person: PersonReference? = try row.optional("person") { try Reference($0) }
        try once("invitation \(reference) \(agency) \(person?.text ?? "")", row, "person")
        let withdrawnOn = try row.optional("withdrawn_on") { try CalendarDate(iso: $0) }
        let known = state.invitations.last { $0.agency == agency && $0.person == person }
        note("invitation of \(person?.text ?? agency.text) to \(reference)", isNew: known == nil)
        let number: Int
        if let known, known.withdrawnOn == nil || withdrawnOn != nil {
            number = known.number
        } else {
            try perform(
                .invite(
                    agency: agency, person: person, on: row.required("sent_on") { try CalendarDate(iso: $0) },
                    capacity: row.optional("capacity") { try Self.word($0, "capacity") } ?? .directContact),
                reference)
            number = state.invitations.count + 1
        }
        var facts = InvitationFacts(row: row, conference: reference, number: number)
        for command in try facts.commands(registrar: registrar) { try perform(command, reference) }
        summary.staleReplies += facts.staleReplies
        if let attendance = try facts.attendance(registrar: registrar) { postpone(attendance, reference, row) }
        if let withdrawnOn, try registrar.conference(reference)?.invitation(number)?.withdrawnOn == nil {
            postpone(.withdraw(invitation: number, on: withdrawnOn), reference, row)
        }
    }

    private mutating func postpone(
        _ command: ConferenceCommand, _ conference: ConferenceReference, _ row: ImportRow
    ) {
        postponed.append(Postponed(row: row, place: outcomes.count - 1, conference: conference, command: command))
    }

    private mutating func perform(_ command: ConferenceCommand, _ reference: ConferenceReference) throws {
        summary.changes += try registrar.perform(command, on: reference).count
    }

    /// Refuses a second row about the same thing: which of the two holds could only be guessed.
    private mutating func once(_ thing: String, _ row: ImportRow, _ column: String) throws {
        if let line = seen.updateValue(row.line, forKey: thing) {
            throw row.problem(column, "\(thing) stands in line \(line) already; keep one of the two rows.")
        }
    }

    enum ImportedStatus: String, CaseIterable { case scheduled, cancelled }

    static func word<Word: RawRepresentable<String> & CaseIterable>(_ text: String, _ kind: String) throws -> Word {
        guard let word = Word(rawValue: text) else {
            throw UnknownWord(word: text, kind: kind, accepted: Word.allCases.map(\.rawValue))
        }
        return word
    }

    static func trimmed(_ text: some StringProtocol) -> String {
        String(text.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }

    static func note(_ text: String) throws -> Note { Note(try line(text)) }

    /// A text that stays in one line; what else a rule asks of it, the rule says.
    static func line(_ text: String) throws -> String {
        try SingleLine.check(text, what: "The value", limit: 500)
        return text
    }
}
