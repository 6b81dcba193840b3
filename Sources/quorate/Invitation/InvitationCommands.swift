import ArgumentParser
import Conferences
import WorkingDays

struct InvitationCommands: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "invitation", abstract: "Who is invited to conferences, and what they answer.",
        discussion: "An invitation is written like HK-26-014#3: the conference, and its number there.",
        subcommands: [
            List.self, Draft.self, Invite.self, Send.self, Name.self, Bounce.self, Withdraw.self, ReplyCommand.self,
            Delegate.self,
        ])
}

extension InvitationCommands {
    /// Whom an invitation is for.
    struct Invitee: ParsableArguments {
        @Argument(help: .conference, transform: referenceArgument) var conference: ConferenceReference
        @Argument(help: "The agency's code.", transform: referenceArgument) var agency: AgencyCode
        @Argument(help: "Whom of the agency; without it, the agency is invited by role.", transform: referenceArgument)
        var person: PersonReference?
        @Option(help: "How they count.")
        var capacity: Invitation.Capacity = .directContact
    }

    struct Draft: ConferenceChange {
        static let configuration = CommandConfiguration(
            commandName: "draft", abstract: "List somebody whose invitation is still to be sent.")

        @OptionGroup var invitee: Invitee
        @OptionGroup var when: DayOption
        @OptionGroup var change: ChangeOptions

        var conference: ConferenceReference { invitee.conference }

        func command(on day: CalendarDate) -> ConferenceCommand {
            .listInvitee(agency: invitee.agency, person: invitee.person, capacity: invitee.capacity, on: day)
        }
    }

    struct Invite: ConferenceChange {
        static let configuration = CommandConfiguration(
            commandName: "invite", abstract: "Record an invitation that has been sent.")

        @OptionGroup var invitee: Invitee
        @OptionGroup var when: DayOption
        @OptionGroup var change: ChangeOptions

        var conference: ConferenceReference { invitee.conference }

        func command(on day: CalendarDate) -> ConferenceCommand {
            .invite(agency: invitee.agency, person: invitee.person, on: day, capacity: invitee.capacity)
        }
    }

    struct Send: ConferenceChange {
        static let configuration = CommandConfiguration(
            commandName: "send",
            abstract: "Record that invitations went out: all drafts, or those whose numbers are given.",
            usage: """
                quorate invitation send HK-26-014
                quorate invitation send HK-26-014 2 3
                quorate invitation send HK-26-014#3
                """,
            discussion: "One that was sent before is sent anew, and asks for a reply anew.")

        @Argument(help: "The conference, or one invitation.", transform: ConferencePlace.init)
        var place: ConferencePlace
        @Argument(help: "Numbers of invitations.") var numbers: [Int] = []
        @OptionGroup var when: DayOption
        @OptionGroup var change: ChangeOptions

        var conference: ConferenceReference { place.conference }

        func command(on day: CalendarDate) -> ConferenceCommand {
            .sendInvitations((place.number.map { [$0] } ?? []) + numbers, on: day)
        }
    }

    struct Name: InvitationChange {
        static let configuration = CommandConfiguration(
            commandName: "name", abstract: "Name the person for an agency that was invited by role.")

        @OptionGroup var place: InvitationArgument
        @Argument(help: "Who of the agency.", transform: referenceArgument) var person: PersonReference
        @OptionGroup var when: DayOption
        @OptionGroup var change: ChangeOptions

        func command(_ invitation: Int, on day: CalendarDate) -> ConferenceCommand {
            .nameInvitee(invitation: invitation, person, on: day)
        }
    }

    struct Bounce: InvitationChange {
        static let configuration = CommandConfiguration(
            commandName: "bounce", abstract: "Record that it came back undelivered.")

        @OptionGroup var place: InvitationArgument
        @OptionGroup var when: DayOption
        @OptionGroup var change: ChangeOptions

        func command(_ invitation: Int, on day: CalendarDate) -> ConferenceCommand {
            .recordBounce(invitation: invitation, on: day)
        }
    }

    struct Withdraw: InvitationChange {
        static let configuration = CommandConfiguration(
            commandName: "withdraw", abstract: "Withdraw an invitation: nothing is owed any more.")

        @OptionGroup var place: InvitationArgument
        @OptionGroup var when: DayOption
        @OptionGroup var change: ChangeOptions

        func command(_ invitation: Int, on day: CalendarDate) -> ConferenceCommand {
            .withdraw(invitation: invitation, on: day)
        }
    }

    struct ReplyCommand: InvitationChange {
        static let configuration = CommandConfiguration(
            commandName: "reply", abstract: "Record what an invitee answered.",
            discussion: """
                Apologies need all three: a reason, a written report, and a well-briefed delegate. The answer says what \
                is still missing.
                """)

        enum Word: String, CaseIterable, ExpressibleByArgument {
            case accepted, tentative, apologies
        }

        @OptionGroup var place: InvitationArgument
        @Argument(help: "What they answered.") var reply: Word
        @Option(help: ArgumentHelp("Why they cannot come; \(TypedNote.hint)", valueName: "text"))
        var reason: TypedNote?
        @OptionGroup var when: DayOption
        @OptionGroup var change: ChangeOptions

        mutating func validate() throws {
            if reason != nil, reply != .apologies {
                throw ValidationError("--reason goes with apologies; \(reply.rawValue) needs none.")
            }
        }

        func command(_ invitation: Int, on day: CalendarDate) throws -> ConferenceCommand {
            let reply: Reply =
                switch reply {
                case .accepted: .accepted
                case .tentative: .tentative
                case .apologies: .apologies(reason: try reason?.note())
                }
            return .reply(invitation: invitation, reply, on: day)
        }
    }
}
