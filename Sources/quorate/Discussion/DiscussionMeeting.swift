import ArgumentParser
import Conferences
import WorkingDays

// Who came, that it was held, and what followed.
extension DiscussionCommands {
    struct Attendance: PermittedCommand {
        static let needs: Set<Permission> = [.changeCases]
        static let configuration = CommandConfiguration(
            commandName: "attendance", abstract: "Record who came and who did not.",
            discussion: "For example: quorate discussion attendance SD-26-009 1=present 2=apologies 3=absent")

        @Argument(help: "The discussion's reference.", transform: referenceArgument)
        var reference: DiscussionReference
        @Argument(
            help: ArgumentHelp(
                "A participant's number and present, absent or apologies, for each of them.", valueName: "number=word"),
            transform: RegisterEntry.init)
        var entries: [RegisterEntry]
        @OptionGroup var change: ChangeOptions

        func run() async throws {
            var register: [Int: DiscussionAttendance] = [:]
            for entry in entries {
                guard register.updateValue(entry.attendance, forKey: entry.participant) == nil else {
                    throw ValidationError("Participant \(entry.participant) is given twice; keep one of the two.")
                }
            }
            try await change.perform(Self.self, on: reference) { [register] _ in .recordAttendance(register) }
        }
    }

    struct Correct: PermittedCommand {
        static let needs: Set<Permission> = [.changeCases]
        static let configuration = CommandConfiguration(
            commandName: "correct", abstract: "Correct the attendance of a participant.",
            discussion: "For example: quorate discussion correct SD-26-009 3=present")

        @Argument(help: "The discussion's reference.", transform: referenceArgument)
        var reference: DiscussionReference
        @Argument(
            help: ArgumentHelp(
                "The participant's number and present, absent or apologies.", valueName: "number=word"),
            transform: RegisterEntry.init)
        var entry: RegisterEntry
        @OptionGroup var change: ChangeOptions

        func run() async throws {
            try await change.perform(Self.self, on: reference) { [entry] _ in
                .correctAttendance(participant: entry.participant, entry.attendance)
            }
        }
    }

    struct Hold: PermittedCommand {
        static let needs: Set<Permission> = [.changeCases]
        static let configuration = CommandConfiguration(
            commandName: "hold", abstract: "Record that a discussion was held.",
            discussion: """
                Record the attendance first: without one of the minimum (social care, health and police, unless the \
                policy says otherwise) the chair gives a reason.
                """)

        @OptionGroup var discussion: DiscussionChange
        @Option(help: "Why it was held though one of the minimum was missing. \(TypedNote.hint)")
        var withoutMinimum: TypedNote?

        func run() async throws {
            let reason = try withoutMinimum?.note()
            try await discussion.give(Self.self) { .hold(on: $0, withoutMinimum: reason) }
        }
    }

    enum Enquiry: String, ExpressibleByArgument, CaseIterable {
        case begun
        case notBegun = "not-begun"
    }

    struct Section47: PermittedCommand {
        static let needs: Set<Permission> = [.changeCases]
        static let configuration = CommandConfiguration(
            commandName: "section47", abstract: "Record whether a section 47 enquiry began with a discussion.",
            discussion: "Given again, it corrects what was recorded. Where one began, an initial conference falls due.")

        @OptionGroup var discussion: DiscussionChange
        @Argument(help: "Whether an enquiry began.") var enquiry: Enquiry
        @Option(
            help: "Who works with the family and will convene the initial conference.", transform: referenceArgument)
        var leadSocialWorker: PersonReference?

        func run() async throws {
            try await discussion.give(Self.self) { [enquiry, leadSocialWorker] in
                .recordSection47(isInitiated: enquiry == .begun, leadSocialWorker: leadSocialWorker, on: $0)
            }
        }
    }

    struct Close: PermittedCommand {
        static let needs: Set<Permission> = [.changeCases]
        static let configuration = CommandConfiguration(
            commandName: "close", abstract: "Close a discussion once every area of its agenda is addressed.")

        @OptionGroup var discussion: DiscussionChange
        @Option(help: "Why areas were left out, if any were. \(TypedNote.hint)") var unaddressed: TypedNote?

        func run() async throws {
            let reason = try unaddressed?.note()
            try await discussion.give(Self.self) { .close(on: $0, unaddressed: reason) }
        }
    }
}

/// `3=present`
struct RegisterEntry: Sendable {
    let participant: Int
    let attendance: DiscussionAttendance

    init(_ text: String) throws {
        let parts = text.split(separator: "=", omittingEmptySubsequences: false)
        guard parts.count == 2, let number = Int(parts[0]), let word = DiscussionAttendance(rawValue: String(parts[1]))
        else {
            throw ValidationError(
                "\"\(text.prefix(40))\" says of nobody whether they came; write a participant's number, =, and "
                    + "\(DiscussionAttendance.allCases.map(\.rawValue).joined(separator: ", ")), such as 3=present.")
        }
        (participant, attendance) = (number, word)
    }
}
