import ArgumentParser
import Conferences
import Persistence
import WorkingDays

extension AgencyKind: ExpressibleByArgument {}
extension Post: ExpressibleByArgument {}

/// `quorate agency …`
struct AgencyCommands: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "agency", abstract: "List, show and change the partnership's agencies.",
        subcommands: [List.self, Show.self, Record.self])

    struct List: PermittedCommand {
        static let needs: Set<Permission> = [.readDirectory]
        static let configuration = CommandConfiguration(
            commandName: "list", abstract: "List agencies in order of code.")

        @Flag(help: "Print JSON.") var json = false
        @OptionGroup var store: StoreOptions

        func run() async throws {
            let (_, database) = try await store.open(for: Self.self)
            let (agencies, counts) = try await database.read {
                (try AgencyRegister($0).all(), try DirectoryReadings($0).headcounts())
            }
            if json {
                try Output.json(agencies.map { DescribedAgency($0, people: counts[$0.code] ?? 0) })
                return
            }
            guard !agencies.isEmpty else {
                print("No agencies. `quorate import` brings them in, `quorate agency set` records one.")
                return
            }
            var table = Table(header: ["code", "name", "kind", "safeguarding lead", "people", "shares its reports"])
            for agency in agencies {
                table.add([
                    agency.code.text, agency.name, agency.kind?.rawValue ?? "-", agency.safeguardingLead?.text ?? "-",
                    "\(counts[agency.code] ?? 0)", agency.sharingExemption == nil ? "yes" : "exempt",
                ])
            }
            print(table.text())
        }
    }

    struct Show: PermittedCommand {
        static let needs: Set<Permission> = [.readDirectory]
        static let configuration = CommandConfiguration(commandName: "show", abstract: "Show an agency.")

        @Argument(help: "The agency's code.", transform: referenceArgument) var code: AgencyCode
        @Flag(help: "Print JSON.") var json = false
        @OptionGroup var store: StoreOptions

        func run() async throws {
            let (_, database) = try await store.open(for: Self.self)
            let (agency, people) = try await database.read { [code] session in
                guard let agency = try AgencyRegister(session).agency(code) else {
                    throw Near.unknown(
                        "No agency is known as \(code).",
                        try ConferenceReadings(session).agencies(like: code.text).map(\.text))
                }
                return (agency, try DirectoryReadings(session).headcounts()[code] ?? 0)
            }
            if json {
                try Output.json(DescribedAgency(agency, people: people))
                return
            }
            print("\(agency.code)  \(agency.name)\n")
            var table = Table(header: ["kind", agency.kind?.rawValue ?? "not said: a quoracy group of its own"])
            table.add(["safeguarding lead", agency.safeguardingLead?.text ?? "none: the administrator stands in"])
            table.add(["people", "\(people)"])
            table.add([
                "reports",
                agency.sharingExemption.map { "not shared beforehand, approved by \($0.approvedBy): \($0.reason)" }
                    ?? "shared with the family before the conference",
            ])
            print(table.text(indent: "  "))
        }
    }

    /// Named so since a type called Set would hide the standard library's.
    struct Record: PermittedCommand {
        static let needs: Set<Permission> = [.changeDirectory]
        static let configuration = CommandConfiguration(
            commandName: "set", abstract: "Record an agency, or change what is recorded of one.",
            discussion: "What is not given stays; a new one needs a name.")

        @Argument(help: "The agency's code.", transform: referenceArgument) var code: AgencyCode
        @Option(help: "Its name.") var name: String?
        @Option(help: "What sort of agency it is: quoracy and the minimum of discussions go by it.")
        var kind: AgencyKind?
        @Option(help: "The person whom reminders climb to.", transform: referenceArgument) var lead: PersonReference?
        @Flag(help: "It has no safeguarding lead any more.") var noLead = false
        @Option(
            help: ArgumentHelp(
                "Who approved that it does not share its reports beforehand; with --sharing-exempt-reason.",
                valueName: "person"), transform: referenceArgument)
        var sharingExemptBy: PersonReference?
        @Option(help: "Why it does not. \(TypedNote.hint)") var sharingExemptReason: TypedNote?
        @Flag(help: "It shares its reports beforehand, as all others do.") var shares = false
        @OptionGroup var change: ChangeOptions

        func validate() throws {
            if lead != nil, noLead { throw ValidationError("Give --lead or --no-lead, not both.") }
            if (sharingExemptBy == nil) != (sharingExemptReason == nil) {
                throw ValidationError("--sharing-exempt-by and --sharing-exempt-reason go together.")
            }
            if sharingExemptBy != nil, shares {
                throw ValidationError("Give --sharing-exempt-by or --shares, not both.")
            }
            let isEmpty =
                name == nil && kind == nil && lead == nil && !noLead && sharingExemptBy == nil && !shares
            if isEmpty { throw ValidationError("Give what is to be recorded, such as --name or --lead.") }
        }

        func run() async throws {
            let reason = try sharingExemptReason?.note().shown
            let exemption = sharingExemptBy.flatMap { by in reason.map { SharingExemption(approvedBy: by, reason: $0) }
            }
            try await change.perform(Self.self) { [code, name, kind, lead, noLead, shares] registrar, _ in
                let known = try registrar.agency(code)
                guard let name = name ?? known?.name else {
                    throw CommandFailure(
                        code: .failed,
                        message: "Error: No agency is known as \(code) yet; give --name to record it.")
                }
                try registrar.amend(
                    Agency(
                        code: code, name: name, safeguardingLead: noLead ? nil : lead ?? known?.safeguardingLead,
                        kind: kind ?? known?.kind,
                        sharingExemption: shares ? nil : exemption ?? known?.sharingExemption))
            }
        }
    }
}

/// `quorate post …`
struct PostCommands: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "post", abstract: "List and fill the posts that reminders climb to.",
        subcommands: [List.self, Fill.self])

    struct List: PermittedCommand {
        static let needs: Set<Permission> = [.readDirectory]
        static let configuration = CommandConfiguration(
            commandName: "list", abstract: "List the posts with who fills them.")

        @Flag(help: "Print JSON.") var json = false
        @OptionGroup var store: StoreOptions

        func run() async throws {
            let (_, database) = try await store.open(for: Self.self)
            let holders = try await database.read { try PostRegister($0).holders() }
            if json {
                try Output.json(Dictionary(uniqueKeysWithValues: holders.map { ($0.key.rawValue, $0.value.text) }))
                return
            }
            var table = Table(header: ["post", "", "filled by"])
            for post in Post.allCases {
                table.add([
                    post.rawValue, post.title,
                    holders[post]?.text ?? "nobody: the conference administrator, or the chair, stands in",
                ])
            }
            print(table.text())
        }
    }

    struct Fill: PermittedCommand {
        static let needs: Set<Permission> = [.changeDirectory]
        static let configuration = CommandConfiguration(commandName: "set", abstract: "Say who fills a post.")

        @Argument(help: "The post.") var post: Post
        @Argument(help: "The person who fills it from now on.", transform: referenceArgument)
        var person: PersonReference
        @OptionGroup var change: ChangeOptions

        func run() async throws {
            try await change.perform(Self.self) { [post, person] registrar, _ in try registrar.fill(post, with: person)
            }
        }
    }
}

private struct DescribedAgency: Encodable {
    let code: String
    let name: String
    let kind: AgencyKind?
    let safeguardingLead: String?
    let people: Int
    let sharingExemption: SharingExemption?

    init(_ agency: Agency, people: Int) {
        code = agency.code.text
        name = agency.name
        kind = agency.kind
        safeguardingLead = agency.safeguardingLead?.text
        self.people = people
        sharingExemption = agency.sharingExemption
    }
}
