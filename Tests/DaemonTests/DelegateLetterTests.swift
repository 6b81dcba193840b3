import Conferences
import Outbound
import TestPeers
import TestValues
import Testing
import WorkingDays

@testable import Daemon
@testable import Persistence

@Suite("Letters to delegates")
struct DelegateLetterTests: InvitationSample {
    private static let web = "web: {address: https://quorate.example.org}\n"
    private static let apologise = ConferenceCommand.reply(
        invitation: 1, .apologies(reason: Note("In court")), on: "2026-11-23")
    private static let name = ConferenceCommand.nameDelegate(invitation: 1, "POL-2", on: "2026-11-23")

    /// One with a delegate who was named and told.
    private func named(more: String = web) async throws -> (DeliverySample, ScriptedTransport) {
        let (sample, transport) = try await partnership(more: more)
        try await give(Self.invite, to: sample, transport)
        try await give(Self.apologise, Self.name, to: sample, transport)
        return (sample, transport)
    }

    private func letters(_ transport: ScriptedTransport, to address: String = "pol2@example.org") -> [MailMessage] {
        transport.all.map(\.message).filter { $0.to.address == address }
    }

    @Test("leave once when one is named, with a link of the delegate's own and an entry for the calendar")
    func sent() async throws {
        let (sample, transport) = try await named()
        let letter = try #require(letters(transport).first)
        #expect(letters(transport).count == 1)
        #expect(letter.subject == "Will you stand in? Conference CP-1, Tuesday 19 January 2027 at 10:00")
        #expect(letter.text.contains("Say whether you can stand in"))
        #expect(letter.text.contains("you were named as the delegate for Agency POL"))
        #expect(letter.text.contains("In court") == false, "the invitee's reason leaves in no message")
        #expect(told(transport).last == "REQUEST 0 pol2@example.org")
        let token = try #require(letter.text.firstMatch(of: /https:\/\/quorate\.example\.org\/d\/(\S+)/)).1
        let link = try LinkSigner(sample.database.keys).link(of: String(token), now: sample.clock.now)
        #expect(link.purpose == .delegate && link.person == "POL-2" && link.number == 1)
        #expect(link.matter == .conference("CP-1"))
        // Whatever else happens to the invitation tells the delegate nothing.
        try await give(
            .submitReport(invitation: 1, coversSignificantOthers: true, on: "2026-11-23"),
            .acceptDelegation(invitation: 1, on: "2026-11-23"), to: sample, transport)
        #expect(letters(transport).count == 1)
    }

    @Test("leave for whoever is recorded as named on an earlier day too, since nobody else tells them")
    func recordedLater() async throws {
        let (sample, transport) = try await partnership(more: Self.web)
        try await give(Self.invite, Self.apologise, to: sample, transport)
        sample.clock.move(to: "2026-11-25T10:00:00Z")
        try await give(.nameDelegate(invitation: 1, "POL-2", on: "2026-11-24"), to: sample, transport)
        #expect(letters(transport).count == 1)
    }

    @Test("leave without an entry for the calendar where another system invites")
    func withoutInvitations() async throws {
        let (_, transport) = try await named(more: Self.web + "invitations: {send: false}\n")
        let letter = try #require(letters(transport).first)
        #expect(letter.calendar == nil)
        #expect(letter.text.contains("entry for your calendar") == false)
        #expect(letter.text.contains("/d/"))
        #expect(letters(transport, to: "pol1@example.org").isEmpty, "the invitee has their invitation from elsewhere")
    }

    @Test("do not leave when the delegate was replaced, or the invitee comes after all, before they left")
    func overtaken() async throws {
        for command in [
            .nameDelegate(invitation: 1, "POL-3", on: "2026-11-23"),
            .reply(invitation: 1, .accepted, on: "2026-11-23"),
            .declineDelegation(invitation: 1, reason: Note("On leave"), on: "2026-11-23"),
        ] as [ConferenceCommand] {
            let (sample, transport) = try await partnership(more: Self.web)
            try await sample.act {
                try $0.record(Person(reference: "POL-3", agency: "POL", name: "Person 3", email: "pol3@example.org"))
            }
            try await give(Self.invite, Self.apologise, to: sample, transport)
            try await sample.act { try $0.perform(Self.name, on: "CP-1" as ConferenceReference) }
            try await give(command, to: sample, transport)
            #expect(letters(transport).isEmpty, "\(command)")
        }
    }

    @Test("are taken back when the delegate was told and is not needed any more")
    func takenBack() async throws {
        let (sample, transport) = try await named()
        try await give(.reply(invitation: 1, .accepted, on: "2026-11-23"), to: sample, transport)
        #expect(told(transport).last == "CANCEL 1 pol2@example.org")
        #expect(letters(transport).last?.text.contains("you were named as the delegate for Agency POL") == true)
        #expect(letters(transport).last?.text.contains("/d/") == false)
    }

    @Test("follow the conference to another place, and end with it when it moves")
    func moved() async throws {
        let (sample, transport) = try await named()
        let place = Self.sitting("2027-01-19", place: "Library")
        try await give(.reschedule(place, on: "2026-11-23"), to: sample, transport)
        #expect(letters(transport).last?.subject.hasPrefix("Changed: conference CP-1") == true)
        #expect(letters(transport).last?.text.contains("Library") == true)
        try await give(.reschedule(Self.sitting("2027-01-20"), on: "2026-11-23"), to: sample, transport)
        #expect(told(transport).contains("CANCEL 2 pol2@example.org"), "a new day asks the invitee anew")
    }

    @Test("hold objects that libical does not fault, as the invitee's do: invitation, change and cancellation")
    func checked() async throws {
        let (sample, transport) = try await named()
        try await give(.reschedule(Self.sitting("2027-06-15"), on: "2026-11-23"), to: sample, transport)
        try await give(.cancel(on: "2026-11-23", reason: Note("Not needed")), to: sample, transport)
        let read = try zip(told(transport), transport.all.compactMap(\.message.calendar)).map { line, object in
            let calendar = try CheckedCalendar(object.bytes)
            #expect(calendar.isWhole && calendar.isPermitted, "\(line): \(calendar.faults)")
            #expect(calendar.method == object.method.rawValue)
            return "\(line) \(Timestamp(seconds: calendar.startsAt))"
        }
        #expect(
            read.sorted() == [
                "CANCEL 1 pol2@example.org 2027-01-19T10:00:00Z", "CANCEL 2 pol1@example.org 2027-06-15T09:00:00Z",
                "REQUEST 0 pol1@example.org 2027-01-19T10:00:00Z", "REQUEST 0 pol2@example.org 2027-01-19T10:00:00Z",
                "REQUEST 1 pol1@example.org 2027-06-15T09:00:00Z",
            ])
    }

    @Test("are answered by a calendar: accepted, or declined with what was written as the reason")
    func answeredByCalendar() async throws {
        let (sample, _) = try await named()
        let uid = try await sample.database.read { session in
            try CalendarEntries(session).entries(of: "CP-1").first { $0.person == "POL-2" }?.uid
        }
        func answer(_ answer: IncomingMessage.Answer, _ comment: String? = nil, number: Int) async throws {
            let reply = IncomingMessage(
                numbering: 1, number: number, digest: "\(number)",
                finding: .replied(
                    uid: uid ?? "", sequence: 0, attendee: "POL2@example.org", answer, comment: comment,
                    writtenAt: sample.clock.now))
            let now = sample.clock.now
            try await sample.act { _ = try IncomingPost($0).record(reply, now: now) }
        }
        func delegate() async throws -> Invitation.Delegate? {
            try await sample.database.read { try ConferenceReadings($0).conference("CP-1")?.invitation(1)?.delegate }
        }
        try await answer(.tentative, number: 1)
        #expect(try await delegate()?.acceptedOn == nil)
        try await answer(.accepted, number: 2)
        try await answer(.accepted, number: 3)
        #expect(try await delegate()?.acceptedOn == "2026-11-23")
        let invitee = try await sample.database.read { try ConferenceReadings($0).conference("CP-1")?.invitation(1) }
        #expect(invitee?.response?.reply.isApologies == true, "it is no answer of the invitee's")
        try await answer(.declined, number: 4)
        #expect(try await delegate() == nil)
        let unread = try await sample.database.read { try InboxReadings($0).list(all: false, limit: 10).map(\.note) }
        #expect(unread == ["a delegate does not know yet whether they stand in"])
    }

    @Test("are taken back and given anew where another system invites, as the delegate changes")
    func changedTwice() async throws {
        let (sample, transport) = try await named(more: Self.web + "invitations: {send: false}\n")
        try await give(
            .declineDelegation(invitation: 1, reason: Note("On leave"), on: "2026-11-23"), to: sample, transport)
        try await give(Self.name, to: sample, transport)
        #expect(letters(transport).count == 3, "named, stood down, named again")
    }
}
