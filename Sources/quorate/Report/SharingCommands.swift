import ArgumentParser
import Conferences
import WorkingDays

extension ReportCommands {
    struct Share: InvitationChange {
        static let configuration = CommandConfiguration(
            commandName: "share", abstract: "Record what came of sharing a report with somebody of the family.",
            usage: """
                quorate report share HK-26-014#3 mother face-to-face --by POL-03
                quorate report share HK-26-014#3 father unable-to-contact --attempted 2026-10-07 --attempted 2026-10-09
                """,
            discussion: """
                Discussed face to face is ideal, then by video, then by telephone. Sent alone is not enough. Unable to \
                contact needs at least one attempt: recorded before (report attempt), or given with --attempted.
                """)

        enum Word: String, CaseIterable, ExpressibleByArgument {
            case faceToFace = "face-to-face"
            case video, telephone
            case sentOnly = "sent-only"
            case refused
            case unableToContact = "unable-to-contact"
            case exempt

            var method: DiscussionMethod? { DiscussionMethod(rawValue: rawValue) }
        }

        @OptionGroup var place: InvitationArgument
        @Argument(help: .familyRecipient, transform: asFamilyRecipient) var recipient: FamilyRecipient
        @Argument(help: "What came of it.")
        var outcome: Word
        @Option(help: ArgumentHelp("Who discussed it with them.", valueName: "person"), transform: referenceArgument)
        var by: PersonReference?
        @Option(
            help: ArgumentHelp(
                "A day on which contact was attempted; give the option once for each.", valueName: "date"),
            transform: day)
        var attempted: [CalendarDate] = []
        @Option(help: ArgumentHelp("Who approved the exemption.", valueName: "person"), transform: referenceArgument)
        var approvedBy: PersonReference?
        @Option(help: ArgumentHelp("Why they are exempt; \(TypedNote.hint)", valueName: "text"))
        var reason: TypedNote?
        @OptionGroup var when: DayOption
        @OptionGroup var change: ChangeOptions

        mutating func validate() throws {
            if by != nil, outcome.method == nil {
                throw ValidationError("--by goes with face-to-face, video or telephone.")
            }
            if !attempted.isEmpty, outcome != .unableToContact {
                throw ValidationError("--attempted goes with unable-to-contact.")
            }
            guard (approvedBy != nil && reason != nil) == (outcome == .exempt),
                outcome == .exempt || approvedBy == nil && reason == nil
            else { throw ValidationError("exempt needs --approved-by and --reason; nothing else takes them.") }
        }

        func command(_ invitation: Int, on day: CalendarDate) throws -> ConferenceCommand {
            .recordSharing(invitation: invitation, with: recipient, try sharing, on: day)
        }

        private var sharing: SharingOutcome {
            get throws {
                switch outcome {
                case .faceToFace: .discussed(method: .faceToFace, by: by)
                case .video: .discussed(method: .video, by: by)
                case .telephone: .discussed(method: .telephone, by: by)
                case .sentOnly: .sentOnly
                case .refused: .refused
                case .unableToContact: .unableToContact(attemptedOn: attempted)
                case .exempt:
                    if let approvedBy, let reason {
                        .exempt(approvedBy: approvedBy, reason: try reason.note())
                    } else {
                        throw ValidationError("exempt needs --approved-by and --reason.")
                    }
                }
            }
        }
    }

    struct Attempt: InvitationChange {
        static let configuration = CommandConfiguration(
            commandName: "attempt", abstract: "Record one try to reach somebody of the family.")

        @OptionGroup var place: InvitationArgument
        @Argument(help: .familyRecipient, transform: asFamilyRecipient) var recipient: FamilyRecipient
        @Argument(help: "How it was tried.") var method: DiscussionMethod
        @Option(help: ArgumentHelp("Who tried.", valueName: "person"), transform: referenceArgument)
        var by: PersonReference?
        @OptionGroup var when: DayOption
        @OptionGroup var change: ChangeOptions

        func command(_ invitation: Int, on day: CalendarDate) -> ConferenceCommand {
            .recordAttempt(invitation: invitation, with: recipient, method: method, by: by, on: day)
        }
    }

    struct ExemptSharing: InvitationChange {
        static let configuration = CommandConfiguration(
            commandName: "exempt-sharing",
            abstract: "Exempt a report from being shared beforehand with anybody in the family.")

        @OptionGroup var place: InvitationArgument
        @OptionGroup var approver: ApproverOption
        @OptionGroup var reason: ReasonOption
        @OptionGroup var when: DayOption
        @OptionGroup var change: ChangeOptions

        func command(_ invitation: Int, on day: CalendarDate) throws -> ConferenceCommand {
            .exemptSharing(
                invitation: invitation, approvedBy: approver.approvedBy, reason: try reason.note(), on: day)
        }
    }
}
