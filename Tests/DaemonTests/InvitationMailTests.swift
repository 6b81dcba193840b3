import Conferences
import Outbound
import TestValues
import Testing
import WorkingDays

@testable import Daemon
@testable import Persistence

@Suite("Invitations by mail")
struct InvitationMailTests: InvitationSample {
    @Test("leave when they are recorded as sent, each to one person, with the day by which to answer")
    func sent() async throws {
        let (sample, transport) = try await partnership()
        try await give(
            Self.invite, .invite(agency: "CSC", person: "CSC-1", on: "2026-11-23"), to: sample, transport)
        #expect(Set(told(transport)) == ["REQUEST 0 pol1@example.org", "REQUEST 0 csc1@example.org"])
        let message = try #require(transport.all.map(\.message).first { $0.to.address == "pol1@example.org" })
        #expect(message.subject == "Invitation: conference CP-1, Tuesday 19 January 2027 at 10:00")
        #expect(message.text.contains("by Wednesday 25 November 2026"))
        #expect(message.text.contains("you are invited for Agency POL"))
        let object = String(decoding: message.calendar?.bytes ?? [], as: UTF8.self)
        #expect(object.contains("SUMMARY:Meeting CP-1"))
        #expect(!object.contains("Initial"), "what a calendar shows to others says nothing of child protection")
        #expect(object.contains("DTSTART;TZID=Europe/London:20270119T100000"))
        #expect(object.contains("DTEND;TZID=Europe/London:20270119T120000"))
    }

    @Test("are told of by the command that brings them about")
    func foretold() async throws {
        let (sample, transport) = try await partnership()
        let (rulebook, now) = (sample.configuration.rulebook, sample.clock.now)
        @Sendable func letters(of command: ConferenceCommand) async throws -> [ChangeReport.Letter] {
            try await sample.database.write { session in
                let registrar = Registrar(
                    session, rulebook: rulebook, actor: "tester", now: now, notesChanges: true)
                try registrar.perform(command, on: "CP-1" as ConferenceReference)
                try registrar.finish()
                return try registrar.changeReports().flatMap(\.letters)
            }
        }
        #expect(try await letters(of: Self.invite) == [.init(kind: .invitation, number: 1, person: "POL-1")])
        _ = try await sample.dispatcher(transport).tick()
        #expect(
            try await letters(of: .reschedule(Self.sitting("2027-01-20"), on: "2026-11-23")) == [
                .init(kind: .change, number: 1, person: "POL-1")
            ])
        #expect(try await letters(of: .reply(invitation: 1, .accepted, on: "2026-11-23")) == [])
        #expect(
            try await letters(of: .withdraw(invitation: 1, on: "2026-11-23")) == [
                .init(kind: .cancellation, number: 1, person: "POL-1")
            ])
    }

    @Test("that were refused are no invitations yet: what comes after is one, not a change, and one alone")
    func refused() async throws {
        let (sample, _) = try await partnership()
        let transport = ScriptedTransport(sample.clock) {
            $0.to.address == "pol1@example.org" ? .badAddress(reason: "550 5.1.1 no") : .accepted(detail: "250 OK")
        }
        try await give(Self.invite, to: sample, transport)
        for day in ["2027-01-21", "2027-01-20"] as [CalendarDate] {
            try await give(.reschedule(Self.sitting(day), on: "2026-11-23"), to: sample, transport)
        }
        try await sample.act {
            try $0.record(Person(reference: "POL-1", agency: "POL", name: "Person 1", email: "new@example.org"))
        }
        for _ in 0..<2 {
            sample.clock.move(to: sample.clock.now.adding(seconds: 60))
            _ = try await sample.dispatcher(transport).tick()
        }
        #expect(told(transport).filter { $0.hasSuffix("new@example.org") } == ["REQUEST 0 new@example.org"])
        let invitation = transport.all.map(\.message).last { $0.calendar != nil }
        #expect(invitation?.subject == "Invitation: conference CP-1, Wednesday 20 January 2027 at 10:00")
    }

    @Test("are answered by what was written last, whatever comes last, and whichever way the other came")
    func answersOutOfOrder() async throws {
        let (sample, transport) = try await partnership()
        try await give(Self.invite, to: sample, transport)
        let uid = try await sample.database.read { try CalendarEntries($0).entries(of: "CP-1").first?.uid ?? "" }
        func answer(_ answer: IncomingMessage.Answer, writtenAt: Timestamp, number: Int) async throws {
            let reply = IncomingMessage(
                numbering: 1, number: number, digest: "\(number)",
                finding: .replied(
                    uid: uid, sequence: 0, attendee: "pol1@example.org", answer, comment: nil, writtenAt: writtenAt))
            let now = sample.clock.now
            try await sample.act { _ = try IncomingPost($0).record(reply, now: now) }
        }
        func recorded() async throws -> Reply? {
            try await sample.database.read { try ConferenceReadings($0).conference("CP-1")?.invitation(1) }?.response?
                .reply
        }
        sample.clock.move(to: "2026-11-23T10:10:00Z")
        try await answer(.declined, writtenAt: "2026-11-23T10:06:00Z", number: 1)
        try await answer(.accepted, writtenAt: "2026-11-23T10:05:00Z", number: 2)
        #expect(try await recorded()?.isApologies == true)
        try await answer(.tentative, writtenAt: "2026-11-23T10:07:00Z", number: 3)
        #expect(try await recorded() == .tentative)
        sample.clock.move(to: "2026-11-23T11:00:00Z")
        try await sample.act {
            try $0.perform(.reply(invitation: 1, .accepted, on: "2026-11-23"), on: "CP-1" as ConferenceReference)
        }
        try await answer(.declined, writtenAt: "2026-11-23T10:59:00Z", number: 4)
        #expect(try await recorded() == .accepted)
        let notes = try await sample.database.read { try InboxReadings($0).list(all: true, limit: 10).map(\.note) }
        #expect(notes.filter { $0.hasSuffix("written before the answer that is on record") }.count == 2)
    }

    @Test("go to nobody who is invited by role, reports only, is a draft, or was invited before today")
    func notSent() async throws {
        let (sample, transport) = try await partnership()
        try await give(
            .invite(agency: "POL", person: nil, on: "2026-11-23"),
            .invite(agency: "CSC", person: "CSC-1", on: "2026-11-23", capacity: .reportOnly),
            .listInvitee(agency: "CSC", person: "CSC-2", capacity: .directContact, on: "2026-11-23"), to: sample,
            transport)
        #expect(told(transport) == [])
    }

    @Test("of an earlier day, which went out otherwise, are not sent again")
    func recordedLater() async throws {
        let (sample, transport) = try await partnership()
        sample.clock.move(to: "2026-11-24T10:00:00Z")
        try await give(Self.invite, to: sample, transport)
        #expect(told(transport) == [])
    }

    @Test("are not sent where another system does so")
    func switchedOff() async throws {
        let (sample, transport) = try await partnership(more: "invitations: {send: false}\n")
        try await give(Self.invite, to: sample, transport)
        #expect(told(transport) == [])
    }

    @Test("follow a change of day or place under the same UID with a higher sequence, and nothing else raises it")
    func moved() async throws {
        let (sample, transport) = try await partnership()
        try await give(Self.invite, to: sample, transport)
        try await give(.reply(invitation: 1, .accepted, on: "2026-11-23"), to: sample, transport)
        try await give(.reschedule(Self.sitting("2027-01-20"), on: "2026-11-23"), to: sample, transport)
        try await give(
            .reschedule(Self.sitting("2027-01-20", place: "Library"), on: "2026-11-23"), to: sample, transport)
        #expect(
            told(transport) == [
                "REQUEST 0 pol1@example.org", "REQUEST 1 pol1@example.org", "REQUEST 2 pol1@example.org",
            ])
        let uids = transport.all.compactMap(\.message.calendar).compactMap {
            String(decoding: $0.bytes, as: UTF8.self).firstMatch(of: /UID:(.*)\r\n/).map { String($0.1) }
        }
        #expect(uids.count == 3 && Set(uids).count == 1)
    }

    @Test("reach somebody who is added after a change as an invitation, not as an update")
    func addedLater() async throws {
        let (sample, transport) = try await partnership()
        try await give(Self.invite, to: sample, transport)
        try await give(.reschedule(Self.sitting("2027-01-20"), on: "2026-11-23"), to: sample, transport)
        try await give(.invite(agency: "CSC", person: "CSC-1", on: "2026-11-23"), to: sample, transport)
        #expect(told(transport).last == "REQUEST 0 csc1@example.org")
        #expect(transport.all.last?.message.subject.hasPrefix("Invitation:") == true)
    }

    @Test("say by when the report is due and is to be talked through with the family, while it is owed")
    func preparation() async throws {
        let (sample, transport) = try await partnership()
        try await give(Self.invite, to: sample, transport)
        let sentence =
            "Your written report is due by Thursday 14 January 2027. Please share it with the family and talk it through "
            + "with them by Thursday 14 January 2027."
        #expect(transport.all.last?.message.text.replacing(/\s+/, with: " ").contains(sentence) == true)
        try await give(
            .submitReport(invitation: 1, coversSignificantOthers: true, on: "2026-11-23"),
            .reschedule(Self.sitting("2027-01-20"), on: "2026-11-23"), to: sample, transport)
        let changed = try #require(transport.all.last?.message.text.replacing(/\s+/, with: " "))
        #expect(!changed.contains("Your written report") && changed.contains("with them by Friday 15 January 2027"))
    }

    @Test("are not taken back by a register that is begun before the hour")
    func earlyRegister() async throws {
        let (sample, transport) = try await partnership()
        try await give(Self.invite, to: sample, transport)
        sample.clock.move(to: "2027-01-19T09:06:00Z")
        try await give(.recordAttendance([RegisterLine(invitation: 1, .present)]), to: sample, transport)
        #expect(told(transport) == ["REQUEST 0 pol1@example.org"])
    }

    @Test("are taken back from whoever somebody else comes in place of, and that one is asked anew")
    func replaced() async throws {
        let (sample, transport) = try await partnership()
        try await give(Self.invite, .reply(invitation: 1, .accepted, on: "2026-11-23"), to: sample, transport)
        sample.clock.move(to: "2026-11-24T10:00:00Z")
        try await give(.nameInvitee(invitation: 1, "POL-2", on: "2026-11-24"), to: sample, transport)
        #expect(
            told(transport).dropFirst().sorted() == ["CANCEL 1 pol1@example.org", "REQUEST 0 pol2@example.org"])
        let ended = try #require(transport.all.last { $0.message.to.address == "pol1@example.org" }?.message)
        #expect(ended.subject.hasPrefix("You are no longer asked:") && ended.text.contains("without you"))
        let asked = try #require(transport.all.last { $0.message.to.address == "pol2@example.org" }?.message)
        #expect(asked.text.contains("by Thursday 26 November 2026"), "two working days from when they were named")
    }

    @Test("are cancelled for whoever is withdrawn, and for everybody when the conference is")
    func cancelled() async throws {
        let (sample, transport) = try await partnership()
        try await give(
            Self.invite, .invite(agency: "CSC", person: "CSC-1", on: "2026-11-23"), to: sample, transport)
        try await give(.withdraw(invitation: 1, on: "2026-11-23"), to: sample, transport)
        #expect(told(transport).last == "CANCEL 1 pol1@example.org")
        #expect(transport.all.last?.message.subject.hasPrefix("You are no longer asked:") == true)
        try await give(.cancel(on: "2026-11-23", reason: Note("Not needed")), to: sample, transport)
        #expect(told(transport).last == "CANCEL 1 csc1@example.org")
        #expect(told(transport).count == 4)
        #expect(transport.all.last?.message.text.contains("You need not attend") == true)
        #expect(transport.all.last?.message.text.contains("Not needed") == false, "the reason leaves in no message")
    }

    @Test("leave when a name is found for an agency that was invited by role on the same day")
    func named() async throws {
        let (sample, transport) = try await partnership()
        try await give(.invite(agency: "POL", person: nil, on: "2026-11-23"), to: sample, transport)
        try await give(.nameInvitee(invitation: 1, "POL-2", on: "2026-11-23"), to: sample, transport)
        #expect(told(transport) == ["REQUEST 0 pol2@example.org"])
    }

    @Test("ask whoever was told that they are not needed, and is wanted after all: nothing has changed for them")
    func wantedAfterAll() async throws {
        let (sample, transport) = try await partnership()
        try await give(.invite(agency: "POL", person: "POL-1", on: "2026-11-23"), to: sample, transport)
        try await give(
            .reply(invitation: 1, .apologies(reason: nil), on: "2026-11-23"),
            .nameDelegate(invitation: 1, "POL-2", on: "2026-11-23"), to: sample, transport)
        #expect(transport.all.last?.message.subject.hasPrefix("Will you stand in?") == true)
        try await give(.reply(invitation: 1, .accepted, on: "2026-11-23"), to: sample, transport)
        #expect(told(transport).last == "CANCEL 1 pol2@example.org")
        try await give(
            .reply(invitation: 1, .apologies(reason: nil), on: "2026-11-23"),
            .nameDelegate(invitation: 1, "POL-2", on: "2026-11-23"), to: sample, transport)
        #expect(told(transport).last == "REQUEST 2 pol2@example.org")
        #expect(transport.all.last?.message.subject.hasPrefix("Will you stand in?") == true)
        #expect(transport.all.last?.message.text.contains("has a new day") == false)
        let message = try #require(transport.all.last?.message.id)
        let shown = try await sample.database.read {
            try MessageReadings($0).messages(beginning: message).first?.letter
        }
        #expect(shown == .invitation)
        try await give(.reschedule(Self.sitting("2027-01-20"), on: "2026-11-23"), to: sample, transport)
        let moved = try #require(transport.all.map(\.message).last { $0.to.address == "pol1@example.org" })
        #expect(moved.subject.hasPrefix("Changed:"), "\(told(transport)) \(moved.subject)")
    }

    @Test("that reach nobody are told to the administrator, with what was to be attended")
    func undelivered() async throws {
        let (sample, _) = try await partnership()
        let transport = ScriptedTransport(sample.clock) {
            $0.to.address == "pol1@example.org" ? .badAddress(reason: "550 no such user") : .accepted(detail: "250 OK")
        }
        try await give(Self.invite, to: sample, transport)
        _ = try await sample.dispatcher(transport).tick()
        let alert = try #require(transport.all.last?.message)
        #expect(alert.to.address == "csc2@example.org")
        #expect(alert.text.contains("POL-1 (Agency POL) came back"))
        #expect(alert.text.contains("Conference CP-1") && alert.text.contains("Tuesday 19 January 2027"))
        let bounced = try await sample.database.read {
            try InvitationReadings($0).list(.init(lacks: [.bounced])).map(\.bouncedOn)
        }
        #expect(bounced == ["2026-11-23"])
    }

    @Test("that were overtaken before they left are not sent, nor cancelled")
    func overtaken() async throws {
        let (sample, transport) = try await partnership()
        try await give(
            Self.invite, .reschedule(Self.sitting("2027-01-20"), on: "2026-11-23"), to: sample, transport)
        #expect(told(transport).count == 1)
        #expect(transport.all.last?.message.text.contains("20 January 2027") == true)
        #expect(transport.all.last?.message.subject.hasPrefix("Invitation:") == true, "nobody knew of another day")
        let (other, silent) = try await partnership()
        try await other.act { registrar in
            try registrar.perform(Self.invite, on: "CP-1" as ConferenceReference)
        }
        try await give(.withdraw(invitation: 1, on: "2026-11-23"), to: other, silent)
        #expect(told(silent) == [])
    }

    @Test("leave again when they are sent anew, and once a bad address is mended")
    func sentAnew() async throws {
        let (sample, _) = try await partnership()
        let isMended = Locked(false)
        let transport = ScriptedTransport(sample.clock) {
            $0.to.address == "pol1@example.org" && !isMended.withLock { $0 }
                ? .badAddress(reason: "550 5.1.1 no such user") : .accepted(detail: "250 OK")
        }
        try await give(Self.invite, to: sample, transport)
        isMended.withLock { $0 = true }
        try await sample.act {
            try $0.record(Person(reference: "POL-1", agency: "POL", name: "Person 1", email: "pol1@example.org"))
        }
        _ = try await sample.dispatcher(transport).tick()
        #expect(told(transport).suffix(1) == ["REQUEST 0 pol1@example.org"])
        let before = told(transport).count
        try await give(.sendInvitations([1], on: "2026-11-23"), to: sample, transport)
        #expect(told(transport).count == before + 1)
        #expect(told(transport).last == "REQUEST 0 pol1@example.org", "nothing has changed")
    }

    /// Records what came back.
    private func take(_ finding: IncomingMessage.Finding, _ number: Int, in sample: DeliverySample) async throws {
        let (message, now) = (
            IncomingMessage(numbering: 1, number: number, digest: "\(number)", finding: finding), sample.clock.now
        )
        try await sample.act { _ = try IncomingPost($0).record(message, now: now) }
    }

    private func uid(_ sample: DeliverySample) async throws -> String {
        try await sample.database.read { try CalendarEntries($0).entries(of: "CP-1").first?.uid ?? "" }
    }

    private func recorded(_ sample: DeliverySample) async throws -> Reply? {
        try await sample.database.read { try ConferenceReadings($0).conference("CP-1")?.invitation(1) }?.response?.reply
    }

    @Test("leave again, once, when the address is put right at which they came back")
    func sentAnewAfterBounce() async throws {
        let (sample, transport) = try await partnership()
        try await give(Self.invite, to: sample, transport)
        let id = try #require(transport.all.last?.message.id)
        sample.clock.move(to: sample.clock.now.adding(seconds: 60))
        try await take(.bounced(message: id, isForGood: true, summary: "550 5.1.1 no"), 1, in: sample)
        func put(right email: String) async throws {
            try await sample.act {
                try $0.record(Person(reference: "POL-1", agency: "POL", name: "Person 1", email: email))
            }
            sample.clock.move(to: sample.clock.now.adding(seconds: 60))
            _ = try await sample.dispatcher(transport).tick()
        }
        try await put(right: "new@example.org")
        #expect(told(transport) == ["REQUEST 0 pol1@example.org", "REQUEST 0 new@example.org"])
        // Another message comes back; the invitation has arrived.
        let now = sample.clock.now
        try await sample.database.write {
            try $0.execute(
                "INSERT INTO address_failure (person, channel, failed_on, noted_at, reason) VALUES ($1, $2, $3, $4, $5)",
                "POL-1", "mail", "2026-11-23", now, "550 5.1.1 no")
        }
        try await put(right: "newer@example.org")
        #expect(told(transport).count == 2)
    }

    @Test("leave again where they came back after the address had been put right")
    func bouncedLater() async throws {
        let (sample, transport) = try await partnership()
        try await give(Self.invite, to: sample, transport)
        let id = try #require(transport.all.last?.message.id)
        sample.clock.move(to: sample.clock.now.adding(seconds: 60))
        try await sample.act {
            try $0.record(Person(reference: "POL-1", agency: "POL", name: "Person 1", email: "new@example.org"))
        }
        sample.clock.move(to: sample.clock.now.adding(seconds: 300))
        try await take(.bounced(message: id, isForGood: true, summary: "550 5.1.1 no"), 1, in: sample)
        _ = try await sample.dispatcher(transport).tick()
        #expect(told(transport) == ["REQUEST 0 pol1@example.org", "REQUEST 0 new@example.org"])
        #expect(try await sample.database.read { try AddressFailures($0).people() }.isEmpty)
    }

    @Test("leave again though a text took their place, and no list that repeats a wrong address sends them there again")
    func bouncedBesideText() async throws {
        let (sample, transport) = try await partnership(more: TextSample.notify, secrets: TextSample.secrets)
        func record(_ email: String, isTried: Bool) async throws {
            try await sample.act {
                try $0.record(
                    Person(
                        reference: "POL-1", agency: "POL", name: "Person 1", email: email, mobile: "+447900900123"),
                    isTried: isTried)
            }
            sample.clock.move(to: sample.clock.now.adding(seconds: 60))
            _ = try await sample.dispatcher(transport).tick()
        }
        try await record("pol1@example.org", isTried: true)
        try await give(Self.invite, to: sample, transport)
        let (id, texting) = (try #require(transport.all.last?.message.id), sample.configuration.texting)
        sample.clock.move(to: sample.clock.now.adding(seconds: 60))
        let now = sample.clock.now
        try await sample.act {
            _ = try IncomingPost($0, texting: texting).record(
                IncomingMessage(
                    numbering: 1, number: 1, digest: "1",
                    finding: .bounced(message: id, isForGood: true, summary: "550 5.1.1 no")), now: now)
        }
        let channels = try await sample.database.read { session in
            try session.rows("SELECT channel FROM outbox WHERE content = 'invitation' ORDER BY channel").map {
                try $0.text(0)
            }
        }
        #expect(channels == ["mail", "text"])
        try await record("pol1@example.org", isTried: false)
        #expect(told(transport).count == 1)
        try await record("new@example.org", isTried: false)
        #expect(told(transport).last == "REQUEST 0 new@example.org")
    }

    @Test("ordered once more and cancelled before they leave are cancelled where they were sent first")
    func cancelledWhileResent() async throws {
        let (sample, transport) = try await partnership()
        try await give(Self.invite, to: sample, transport)
        let (id, now) = (try #require(transport.all.last?.message.id), sample.clock.now)
        try await sample.database.write { try OutboxOrders($0).resend(id, actor: "a", now: now) }
        try await give(.withdraw(invitation: 1, on: "2026-11-23"), to: sample, transport)
        #expect(told(transport) == ["REQUEST 0 pol1@example.org", "CANCEL 1 pol1@example.org"])
    }

    @Test("sent once more leave once, though the first attempt comes back from a server that was slow")
    func sentAnewMeanwhile() async throws {
        let (sample, transport) = try await partnership()
        try await sample.act { try $0.perform(Self.invite, on: "CP-1" as ConferenceReference) }
        let now = sample.clock.now
        let claimed = try await sample.database.write {
            try Outbox($0).claim(10, as: "slow", now: now, leaseUntil: now.adding(seconds: 60))
        }
        sample.clock.move(to: now.adding(seconds: 30))
        try await sample.act {
            try $0.perform(.sendInvitations([1], on: "2026-11-23"), on: "CP-1" as ConferenceReference)
        }
        let later = sample.clock.now
        try await sample.database.write {
            try Outbox($0).settle(
                claimed.map { ($0.id, .deferred(until: later, reason: "451 later")) }, now: later)
        }
        sample.clock.move(to: later.adding(seconds: 60))
        _ = try await sample.dispatcher(transport).tick()
        #expect(told(transport) == ["REQUEST 0 pol1@example.org"])
    }

    @Test("sent once more are answered by an answer to either mail")
    func answeredEither() async throws {
        let (sample, transport) = try await partnership()
        try await give(Self.invite, to: sample, transport)
        try await give(.sendInvitations([1], on: "2026-11-23"), to: sample, transport)
        let writtenAt = sample.clock.now
        try await take(
            .replied(
                uid: uid(sample), sequence: 0, attendee: "pol1@example.org", .accepted, comment: nil,
                writtenAt: writtenAt), 1, in: sample)
        #expect(try await recorded(sample) == .accepted)
    }

    @Test("that have changed put an answer to what they said before in front of a person, unless there is one since")
    func answeredBefore() async throws {
        let (sample, transport) = try await partnership()
        try await give(Self.invite, to: sample, transport)
        try await give(.reschedule(Self.sitting("2027-01-20"), on: "2026-11-23"), to: sample, transport)
        let (uid, now) = (try await uid(sample), sample.clock.now)
        func answer(_ sequence: Int, _ number: Int, writtenAt: Timestamp) async throws {
            try await take(
                .replied(
                    uid: uid, sequence: sequence, attendee: "pol1@example.org", .accepted, comment: nil,
                    writtenAt: writtenAt), number, in: sample)
        }
        func unread() async throws -> Int { try await sample.database.read { try InboxReadings($0).unread() } }
        try await answer(0, 1, writtenAt: now.adding(seconds: -90))
        #expect(try await recorded(sample) == nil)
        #expect(try await unread() == 1)
        try await answer(1, 2, writtenAt: now)
        try await answer(0, 3, writtenAt: now.adding(seconds: -80))
        #expect(try await recorded(sample) == .accepted)
        #expect(try await unread() == 1)
    }

    @Test(
        "that change back and forth are held after ten versions in a day, and the administrator is told; the end is not"
    )
    func backAndForth() async throws {
        let (sample, transport) = try await partnership()
        try await give(Self.invite, to: sample, transport)
        for turn in 1...15 {
            try await give(
                .reschedule(Self.sitting(turn % 2 == 0 ? "2027-01-19" : "2027-01-20"), on: "2026-11-23"), to: sample,
                transport)
        }
        #expect(told(transport).count == 10)
        sample.clock.move(to: sample.clock.now.adding(seconds: 900))
        _ = try await sample.dispatcher(transport).tick()
        let alerts = transport.all.map(\.message).filter { $0.to.address == "csc2@example.org" }
        #expect(alerts.count == 1 && alerts[0].text.contains("it has changed 10 times today"))
        try await give(.withdraw(invitation: 1, on: "2026-11-23"), to: sample, transport)
        #expect(told(transport).last?.hasPrefix("CANCEL") == true)
    }

    @Test("that could not be delivered are told of with their conference")
    func failedCall() async throws {
        let (sample, transport) = try await partnership()
        try await give(Self.invite, to: sample, transport)
        let (id, now) = (try #require(transport.all.last?.message.id), sample.clock.now)
        let payload = try await sample.database.write { session in
            try WebhookCalls(session: session, subscriptions: [WebhookSubscription("desk")])
                .tell(ofFailed: id, .address, now: now)
            return try session.row("SELECT payload FROM outbox WHERE content = 'call'")?.text(0) ?? ""
        }
        #expect(
            payload.contains(
                #"{"conferences":["CP-1"],"content":"invitation","discussions":[],"kinds":[],"message":"\#(id)","#),
            "\(payload)")
    }

    @Test("leave no more once the conference has begun, and the administrator hears of it before")
    func tooLate() async throws {
        let (sample, _) = try await partnership()
        sample.clock.move(to: "2027-01-18T18:00:00Z")
        let isUp = Locked(false)
        let transport = ScriptedTransport(sample.clock) {
            isUp.withLock { $0 } || $0.to.address == "csc2@example.org"
                ? .accepted(detail: "250 OK") : .transient(reason: "451 later", retryAfter: 20 * 3600)
        }
        try await give(.invite(agency: "POL", person: "POL-1", on: "2027-01-18"), to: sample, transport)
        _ = try await sample.dispatcher(transport).tick()
        #expect(transport.all.last?.message.text.contains("may not be delivered before the deadline") == true)
        isUp.withLock { $0 = true }
        let before = told(transport).count
        sample.clock.move(to: "2027-01-19T16:00:00Z")
        _ = try await sample.dispatcher(transport).tick()
        #expect(told(transport).count == before)
    }

    @Test("stop changing once the conference has begun")
    func begun() async throws {
        let (sample, transport) = try await partnership()
        try await give(Self.invite, to: sample, transport)
        sample.clock.move(to: "2027-01-19T11:00:00Z")
        try await give(.withdraw(invitation: 1, on: "2027-01-19"), to: sample, transport)
        #expect(told(transport) == ["REQUEST 0 pol1@example.org"])
    }

    @Test("stand in the trail of messages, and are not doubled when the read tables are written anew")
    func rebuilt() async throws {
        let (sample, transport) = try await partnership()
        try await give(Self.invite, to: sample, transport)
        let (rulebook, now) = (sample.configuration.rulebook, sample.clock.now)
        try await sample.database.write { session in
            _ = try ReadTables(session).rebuild(rulebook: rulebook, now: now)
        }
        _ = try await sample.dispatcher(transport).tick()
        #expect(told(transport).count == 1)
        let listed = try await sample.database.read {
            try MessageReadings($0).list(.init(matter: .conference("CP-1")), limit: 10).map(\.content)
        }
        #expect(listed == ["invitation"])
    }
}
