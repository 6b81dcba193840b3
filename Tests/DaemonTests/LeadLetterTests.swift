import Conferences
import Outbound
import TestValues
import Testing
import WorkingDays

@testable import Daemon
@testable import Persistence

@Suite("Letters to safeguarding leads whose agency is invited without a name")
struct LeadLetterTests: InvitationSample {
    private static let web = "web: {address: https://quorate.example.org}\n"
    private static let inviteByRole = ConferenceCommand.invite(agency: "POL", person: nil, on: "2026-11-23")

    /// Police are invited without a name; POL-2 is their lead.
    private func invited(more: String = web) async throws -> (DeliverySample, ScriptedTransport) {
        let (sample, transport) = try await partnership(more: more)
        try await lead("POL-2", sample)
        try await give(Self.inviteByRole, to: sample, transport)
        return (sample, transport)
    }

    private func lead(_ person: PersonReference, _ sample: DeliverySample) async throws {
        try await sample.act { registrar in
            try registrar.record(Agency(code: "POL", name: "Agency POL", safeguardingLead: person))
        }
    }

    private func links(_ transport: ScriptedTransport, _ sample: DeliverySample) throws -> [SignedLink] {
        try transport.all.compactMap { attempt in
            try attempt.message.text.firstMatch(of: /https:\/\/quorate\.example\.org\/a\/(\S+)/).map {
                try LinkSigner(sample.database.keys).link(of: String($0.1), now: sample.clock.now)
            }
        }
    }

    private func standing(_ link: SignedLink, _ sample: DeliverySample) async throws -> LinkStanding {
        let (rulebook, now) = (sample.configuration.rulebook, sample.clock.now)
        return try await sample.database.read { session in
            try InvitationLinks(Registrar(session, rulebook: rulebook, actor: "", now: now)).standing(of: link)
        }
    }

    @Test("ask who attends, with an entry for the calendar and a link by which the lead answers")
    func sent() async throws {
        let (sample, transport) = try await invited()
        #expect(told(transport) == ["REQUEST 0 pol2@example.org"])
        let letter = try #require(transport.all.last?.message)
        #expect(letter.subject == "Invitation: conference CP-1, Tuesday 19 January 2027 at 10:00")
        #expect(letter.text.contains("Say who attends for your agency"))
        #expect(letter.text.contains("by Wednesday 25 November 2026"))
        #expect(letter.text.contains("you are the safeguarding lead of Agency POL"))
        let link = try #require(try links(transport, sample).last)
        #expect(link.purpose == .answer && link.person == "POL-2" && link.number == 1)
        #expect(try await standing(link, sample) == .good)
    }

    @Test("give way to an invitation of whoever is named, and the lead is told that they need not attend")
    func named() async throws {
        let (sample, transport) = try await invited()
        sample.clock.move(to: "2026-11-24T10:00:00Z")
        try await give(.nameInvitee(invitation: 1, "POL-1", on: "2026-11-24"), to: sample, transport)
        #expect(
            told(transport).dropFirst().sorted() == ["CANCEL 1 pol2@example.org", "REQUEST 0 pol1@example.org"])
        let relieved = try #require(transport.all.last { $0.message.to.address == "pol2@example.org" }?.message)
        #expect(relieved.subject == "Somebody is named: conference CP-1, Tuesday 19 January 2027 at 10:00")
        #expect(relieved.text.contains("Cancelled") == false, "the conference takes place")
        #expect(try await standing(#require(try links(transport, sample).first), sample) == .revoked(.replaced))
    }

    @Test("are not taken back where the lead is named, whose link stays good")
    func namesThemselves() async throws {
        let (sample, transport) = try await invited()
        try await give(.nameInvitee(invitation: 1, "POL-2", on: "2026-11-23"), to: sample, transport)
        #expect(told(transport) == ["REQUEST 0 pol2@example.org"])
        #expect(try await standing(#require(try links(transport, sample).last), sample) == .good)
    }

    @Test("say that the conference is off where it is, and not that somebody is named")
    func cancelled() async throws {
        let (sample, transport) = try await invited()
        try await give(.cancel(on: "2026-11-23", reason: Note("Not needed")), to: sample, transport)
        #expect(told(transport).last == "CANCEL 1 pol2@example.org")
        #expect(transport.all.last?.message.subject.hasPrefix("Cancelled:") == true)
    }

    @Test("go to the next lead when the agency has another, and are taken back from the one before")
    func anotherLead() async throws {
        let (sample, transport) = try await invited()
        sample.clock.move(to: "2026-11-24T10:00:00Z")
        try await lead("POL-1", sample)
        _ = try await sample.dispatcher(transport).tick()
        #expect(
            told(transport).dropFirst().sorted() == ["CANCEL 1 pol2@example.org", "REQUEST 0 pol1@example.org"])
        #expect(try await standing(#require(try links(transport, sample).first), sample) == .revoked(.replaced))
    }

    @Test("are followed by reminders with a link of the lead")
    func reminded() async throws {
        let (sample, transport) = try await invited()
        sample.clock.move(to: "2026-11-25T10:00:00Z")
        _ = try await sample.planner().tick(now: sample.clock.now)
        _ = try await sample.dispatcher(transport).tick()
        let reminder = try #require(transport.all.last?.message)
        #expect(reminder.to.address == "pol2@example.org")
        let link = try #require(try links(transport, sample).last)
        #expect(link.person == "POL-2" && link.number == 1)
        #expect(try await standing(link, sample) == .good)
    }

    @Test("are not written where the agency has no lead, or another system invites")
    func nobody() async throws {
        let (sample, transport) = try await partnership(more: Self.web)
        try await give(Self.inviteByRole, to: sample, transport)
        #expect(told(transport) == [])
        #expect(try await invited(more: Self.web + "invitations: {send: false}\n").1.all.isEmpty)
    }

    @Test("stay one entry for a lead who apologises for nobody yet named and then stands in")
    func standsIn() async throws {
        let (sample, transport) = try await invited()
        try await give(
            .reply(invitation: 1, .apologies(reason: Note("Nobody is free")), on: "2026-11-23"),
            .nameDelegate(invitation: 1, "POL-2", on: "2026-11-23"), to: sample, transport)
        #expect(told(transport) == ["REQUEST 0 pol2@example.org"])
    }

    @Test("are not sent for what was invited on an earlier day, whoever stands in there")
    func earlier() async throws {
        let (sample, transport) = try await partnership(more: Self.web)
        try await lead("POL-2", sample)
        sample.clock.move(to: "2026-11-24T10:00:00Z")
        try await give(
            Self.inviteByRole, .reply(invitation: 1, .apologies(reason: Note("Nobody is free")), on: "2026-11-24"),
            .nameDelegate(invitation: 1, "POL-1", on: "2026-11-24"), to: sample, transport)
        try await give(.confirmDelegateBriefed(invitation: 1, on: "2026-11-24"), to: sample, transport)
        #expect(told(transport) == ["REQUEST 0 pol1@example.org"])
    }
}
