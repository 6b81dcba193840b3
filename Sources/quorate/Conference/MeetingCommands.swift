import ArgumentParser
import Conferences
import WorkingDays

extension ConferenceCommands {
    struct Register: PermittedCommand {
        static let needs: Set<Permission> = [.changeCases]
        static let configuration = CommandConfiguration(
            commandName: "register", abstract: "Record who came, all at once or in parts.",
            usage: "quorate conference register HK-26-014 1=present 2=delegate 3=part:10:05-11:30 4=apologies 5=absent",
            discussion: """
                Each line is an invitation's number and present, part, delegate, apologies or absent; part may carry when \
                somebody joined and left (part:10:05-11:30, part:10:05-, part:-11:30). The answer says whether the \
                conference is quorate.
                """)

        @Argument(help: .conference, transform: referenceArgument) var conference: ConferenceReference
        @Argument(help: ArgumentHelp("Like 3=present.", valueName: "lines"), transform: asRegisterLine)
        var lines: [RegisterLine]
        @OptionGroup var change: ChangeOptions

        func run() async throws {
            try await change.perform(Self.self, on: conference) { [lines] _ in .recordAttendance(lines) }
        }
    }

    struct Correct: PermittedCommand {
        static let needs: Set<Permission> = [.changeCases]
        static let configuration = CommandConfiguration(
            commandName: "correct", abstract: "Correct one line of the register.")

        @OptionGroup var place: InvitationArgument
        @Argument(help: "What it should say: present, part, delegate, apologies or absent.", transform: asAttendance)
        var attendance: AttendanceEntry
        @OptionGroup var reason: ReasonOption
        @OptionGroup var change: ChangeOptions

        func run() async throws {
            let id = try await place.id(change.store, for: Self.self)
            let reason = try reason.note()
            try await change.perform(Self.self, on: id.conference) { [attendance] _ in
                .correctAttendance(invitation: id.number, attendance, reason: reason)
            }
        }
    }

    struct ExplainAbsence: InvitationChange {
        static let configuration = CommandConfiguration(
            commandName: "explain-absence", abstract: "Record why an agency was absent without apologies.")

        @OptionGroup var place: InvitationArgument
        @OptionGroup var reason: ReasonOption
        @OptionGroup var when: DayOption
        @OptionGroup var change: ChangeOptions

        func command(_ invitation: Int, on day: CalendarDate) throws -> ConferenceCommand {
            .explainAbsence(invitation: invitation, reason: try reason.note(), on: day)
        }
    }

    struct Rule: ConferenceChange {
        static let configuration = CommandConfiguration(
            commandName: "rule", abstract: "Record the chair's ruling on a conference that is not quorate.",
            discussion: "Quorate advises; the chair decides. Adjourned, the new day is due within ten working days.")

        @Argument(help: .conference, transform: referenceArgument) var conference: ConferenceReference
        @Option(
            help: ArgumentHelp(
                "It goes on, for this reason.", valueName: "reason"))
        var proceed: InquorateReason?
        @Flag(help: "It is adjourned; the reason goes into --note.") var adjourn = false
        @Option(
            help: ArgumentHelp("The chair's words, in one line; - reads them from standard input.", valueName: "text"))
        var note: TypedNote?
        @OptionGroup var when: DayOption
        @OptionGroup var change: ChangeOptions

        mutating func validate() throws {
            guard adjourn != (proceed != nil) else {
                throw ValidationError("Give the ruling: either --proceed with its reason, or --adjourn.")
            }
            if adjourn, note == nil { throw ValidationError("--adjourn needs its reason in --note.") }
        }

        func command(on day: CalendarDate) throws -> ConferenceCommand {
            let note = try note?.note("Note")
            if let proceed { return .rule(.proceeded(because: proceed, note: note), on: day) }
            return .rule(.adjourned(note: note ?? Note("")), on: day)
        }
    }

    struct Decide: ConferenceChange {
        static let configuration = CommandConfiguration(
            commandName: "decide", abstract: "Record what the conference decided for a child.")

        @Argument(help: .conference, transform: referenceArgument) var conference: ConferenceReference
        @OptionGroup var decision: DecisionArguments
        @OptionGroup var when: DayOption
        @OptionGroup var change: ChangeOptions

        func command(on day: CalendarDate) throws -> ConferenceCommand {
            .decide(child: decision.child, try decision.decision(), on: day)
        }
    }

    struct CorrectDecision: PermittedCommand {
        static let needs: Set<Permission> = [.changeCases]
        static let configuration = CommandConfiguration(
            commandName: "correct-decision", abstract: "Correct what was recorded of the decision for a child.",
            discussion: "The trail shows what stood there before, and why it was corrected.")

        @Argument(help: .conference, transform: referenceArgument) var conference: ConferenceReference
        @OptionGroup var decision: DecisionArguments
        @OptionGroup var reason: ReasonOption
        @OptionGroup var change: ChangeOptions

        func run() async throws {
            let (child, decision, reason) = (decision.child, try decision.decision(), try reason.note())
            try await change.perform(Self.self, on: conference) { _ in
                .correctDecision(child: child, decision, reason: reason)
            }
        }
    }

    /// What is decided, and for which child.
    struct DecisionArguments: ParsableArguments {
        @Argument(help: "The child's reference.", transform: referenceArgument) var child: ChildReference
        @Option(help: ArgumentHelp("There is a plan, of this category.", valueName: "category")) var plan: PlanCategory?
        @Flag(help: "There is no plan, or it ends.") var noPlan = false
        @Option(
            help: ArgumentHelp(
                "An agency that dissented, and why; give the option once for each. AGENCY=- reads it from standard input.",
                valueName: "agency=text"), transform: Dissenter.init)
        var dissent: [Dissenter] = []

        mutating func validate() throws {
            guard noPlan != (plan != nil) else {
                throw ValidationError("Give the decision: either --plan with its category, or --no-plan.")
            }
        }

        func decision() throws -> ChildDecision {
            ChildDecision(
                plan: plan, dissent: try dissent.map { .init(agency: $0.agency, note: try $0.text.note("Dissent")) })
        }
    }

    /// Reads `POL=The threshold is not met`.
    struct Dissenter {
        let agency: AgencyCode
        let text: TypedNote

        init(_ argument: String) throws {
            let parts = argument.split(separator: "=", maxSplits: 1)
            guard parts.count == 2 else {
                throw ValidationError("A dissent is written like \"POL=The threshold is not met\".")
            }
            agency = try referenceArgument(String(parts[0]))
            text = TypedNote(argument: String(parts[1]))
        }
    }
}
