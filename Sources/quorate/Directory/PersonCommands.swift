import ArgumentParser
import Conferences
import Daemon
import Persistence
import WorkingDays

/// `quorate person …`
struct PersonCommands: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "person", abstract: "List, show and change the professionals that reminders go to.",
        subcommands: [List.self, Show.self, Record.self, Silence.self, Release.self])

    struct List: PermittedCommand {
        static let needs: Set<Permission> = [.readDirectory]
        static let configuration = CommandConfiguration(
            commandName: "list", abstract: "List people with how much they owe.")

        @Option(help: "Only of this agency.", transform: referenceArgument) var agency: AgencyCode?
        @Flag(help: "Print JSON.") var json = false
        @OptionGroup var store: StoreOptions

        func run() async throws {
            let (_, database) = try await store.open(for: Self.self)
            let people = try await database.read { [agency] in
                try DirectoryReadings($0).people(of: agency, now: SystemWallClock().now)
            }
            if json {
                try Output.json(people.map(ListedPerson.init))
                return
            }
            guard !people.isEmpty else {
                print("Nobody is recorded. `quorate import` brings people in, `quorate person set` records one.")
                return
            }
            var table = Table(header: ["reference", "agency", "name", "address", "owes", "overdue", "silent until"])
            for person in people {
                table.add([
                    person.reference.text, person.agency.text, person.contact?.name ?? "[erased]",
                    person.contact?.email ?? "[erased]", "\(person.outstanding)",
                    person.overdue == 0 ? "-" : "\(person.overdue)", person.heldUntil?.brief ?? "",
                ])
            }
            print(table.text())
        }
    }

    struct Show: PermittedCommand {
        static let needs: Set<Permission> = [.readDirectory]
        static let configuration = CommandConfiguration(
            commandName: "show", abstract: "Show a person, and what they owe.")

        @Argument(help: "The person's reference.", transform: referenceArgument) var reference: PersonReference
        @Flag(help: "Print JSON.") var json = false
        @OptionGroup var store: StoreOptions

        func run() async throws {
            let (_, database) = try await store.open(for: Self.self)
            let page = try await database.read { [reference] session in
                let readings = DirectoryReadings(session)
                let now = SystemWallClock().now
                guard let person = try readings.people(only: reference, now: now).first else {
                    throw Near.unknown(
                        "Nobody is known as \(reference).",
                        try ConferenceReadings(session).people(like: reference.text).map(\.text))
                }
                return PersonPage(
                    person: person, leads: try readings.agencies(ledBy: reference),
                    posts: try PostRegister(session).holders().filter { $0.value == reference }.keys
                        .sorted { $0.rawValue < $1.rawValue },
                    owed: try readings.owed(by: reference, now: now))
            }
            if json { try Output.json(page.described) } else { print(page.text) }
        }
    }

    /// Named so since a type called Set would hide the standard library's.
    struct Record: PermittedCommand {
        static let needs: Set<Permission> = [.changeDirectory]
        static let configuration = CommandConfiguration(
            commandName: "set", abstract: "Record a person, or change what is recorded of one.",
            discussion: "What is not given stays; somebody new needs agency, name and address.")

        @Argument(help: "The person's reference.", transform: referenceArgument) var reference: PersonReference
        @Option(help: "The code of the agency they work for.", transform: referenceArgument) var agency: AgencyCode?
        @Option(help: "Their name.") var name: String?
        @Option(help: "The address that reminders go to.") var email: String?
        @Option(help: "The UK mobile number that texts go to; none takes it away.") var mobile: String?
        @Option(help: "How reminders go: mail or text.") var prefers: PreferredChannel?
        @Option(
            help: ArgumentHelp(
                "What they read: en or cy; none for what the partnership writes in.", valueName: "language"))
        var language: String?
        @OptionGroup var change: ChangeOptions

        func validate() throws {
            if agency == nil, name == nil, email == nil, mobile == nil, prefers == nil, language == nil {
                throw ValidationError("Give --agency, --name, --email, --mobile, --prefers or --language.")
            }
            if let language, language != "none" {
                do { _ = try ReadingLanguage(text: language) } catch { throw ValidationError("\(error)") }
            }
        }

        func run() async throws {
            try await change.perform(Self.self) {
                [reference, agency, name, email, mobile, prefers, language] registrar, _ in
                let known = try registrar.person(reference)
                guard let agency = agency ?? known?.agency, let name = name ?? known?.name,
                    let email = email ?? known?.email
                else {
                    throw CommandFailure(
                        code: .failed,
                        message:
                            "Error: Nobody is known as \(reference) yet; give --agency, --name and --email to record them."
                    )
                }
                let number = mobile == "none" ? nil : mobile ?? known?.mobile
                let reads =
                    language == "none" ? nil : try language.map { try ReadingLanguage(text: $0) } ?? known?.language
                try registrar.record(
                    Person.checked(
                        reference, agency: agency, name: name, email: email, mobile: number,
                        preferredChannel: prefers ?? known?.preferredChannel ?? .mail, language: reads))
            }
        }
    }

    struct Silence: PermittedCommand {
        static let needs: Set<Permission> = [.changeDirectory]
        static let configuration = CommandConfiguration(
            commandName: "silence", abstract: "Hold back the reminders of everything that a person owes, until a day.",
            discussion: """
                Nothing that is owed changes, and the last step before a conference leaves all the same. On that day the \
                latest step that fell into the silence leaves, and no other.
                """)

        @Argument(help: "The person's reference.", transform: referenceArgument) var reference: PersonReference
        @Option(help: "The first day on which reminders leave again, as YYYY-MM-DD.", transform: day)
        var until: CalendarDate
        @Option(help: "Why. \(TypedNote.hint)") var reason: TypedNote
        @OptionGroup var change: ChangeOptions

        func run() async throws {
            let reason = try reason.note()
            try await change.perform(Self.self) { [reference, until] registrar, _ in
                try registrar.hold(reference, (until, reason))
            }
        }
    }

    struct Release: PermittedCommand {
        static let needs: Set<Permission> = [.changeDirectory]
        static let configuration = CommandConfiguration(
            commandName: "release", abstract: "Let the reminders of a person leave again that were held back.")

        @Argument(help: "The person's reference.", transform: referenceArgument) var reference: PersonReference
        @OptionGroup var change: ChangeOptions

        func run() async throws {
            try await change.perform(Self.self) { [reference] registrar, _ in try registrar.hold(reference, nil) }
        }
    }
}

extension PreferredChannel: ExpressibleByArgument {}

/// One person as `person show` prints them.
private struct PersonPage {
    let person: DirectoryReadings.PersonLine
    let leads: [AgencyCode]
    let posts: [Post]
    let owed: [DirectoryReadings.OwedLine]

    var text: String {
        let roles = leads.map { "safeguarding lead of \($0)" } + posts.map(\.title)
        var lines = [
            "\(person.reference)  \(person.contact?.name ?? "[erased]") of \(person.agency), "
                + (person.contact?.email ?? "[erased]")
        ]
        if let mobile = person.contact?.mobile {
            lines.append("mobile \(mobile)" + (person.prefers == .text ? ", reminded by text" : ""))
        }
        if let language = person.language { lines.append("reads \(language.ownName)") }
        if !roles.isEmpty { lines.append(roles.joined(separator: ", ")) }
        if let until = person.heldUntil { lines.append("reminders are silent until \(until.brief)") }
        guard !owed.isEmpty else { return (lines + ["", "OWES", "  nothing"]).joined(separator: "\n") }
        var table = Table(header: ["obligation", "what", "by", "stands"])
        for line in owed {
            table.add([
                line.obligation, line.title, line.workTo.brief + (line.isProvisional ? " (provisional)" : ""),
                line.arrangedFor.map { "arranged for \($0.brief)" } ?? (line.isOverdue ? "OVERDUE" : "outstanding"),
            ])
        }
        return (lines + ["", "OWES", table.text(indent: "  ")]).joined(separator: "\n")
    }

    struct Described: Encodable {
        let person: ListedPerson
        let leads: [String]
        let posts: [Post]
        let owes: [Owed]

        struct Owed: Encodable {
            let obligation: String
            let title: String
            let dueOn: CalendarDate
            let workTo: CalendarDate
            let provisional: Bool
            let overdue: Bool
            let arrangedFor: CalendarDate?
        }
    }

    var described: Described {
        Described(
            person: ListedPerson(person), leads: leads.map(\.text), posts: posts,
            owes: owed.map {
                .init(
                    obligation: $0.obligation, title: $0.title, dueOn: $0.dueOn, workTo: $0.workTo,
                    provisional: $0.isProvisional, overdue: $0.isOverdue, arrangedFor: $0.arrangedFor)
            })
    }
}

private struct ListedPerson: Encodable {
    let reference: String
    let agency: String
    let name: String?
    let email: String?
    let mobile: String?
    let prefers: String
    let language: String?
    let outstanding: Int
    let overdue: Int
    let silentUntil: CalendarDate?

    init(_ line: DirectoryReadings.PersonLine) {
        reference = line.reference.text
        agency = line.agency.text
        name = line.contact?.name
        email = line.contact?.email
        mobile = line.contact?.mobile
        prefers = line.prefers.rawValue
        language = line.language?.code
        outstanding = line.outstanding
        overdue = line.overdue
        silentUntil = line.heldUntil
    }
}
