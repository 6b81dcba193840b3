import Conferences
import Foundation
import Outbound
import TestPeers
import TestValues
import Testing
import WorkingDays

@testable import Daemon
@testable import Persistence

@Suite("A person's own language")
struct PersonLanguageTests: InvitationSample {
    private func choose(_ language: ReadingLanguage, _ person: PersonReference, _ sample: DeliverySample) async throws {
        try await sample.act { try $0.choose(language, for: person) }
    }

    private func wordings(_ sample: DeliverySample) async throws -> [String] {
        try await sample.database.read { session in
            try session.rows("SELECT recipient, wording FROM outbox WHERE state = 'sent' ORDER BY recipient").map {
                "\(try $0.text(0)) \(try $0.text(1).split(separator: " ").last ?? "")"
            }
        }
    }

    @Test("is what their mail is written in, and what the sent message keeps with the version of its templates")
    func mail() async throws {
        let sample = try await DeliverySample.due(people: 2)
        try await choose(.welsh, "P-1", sample)
        let transport = ScriptedTransport(sample.clock) { _ in .accepted(detail: "250 OK") }
        _ = try await sample.dispatcher(transport).tick()
        let texts = Dictionary(
            uniqueKeysWithValues: transport.all.map { ($0.message.to.address, $0.message.text) })
        #expect(texts["p1@csc.example"]?.hasPrefix("Annwyl Person 1,") == true)
        #expect(texts["p2@csc.example"]?.hasPrefix("Dear Person 2,") == true)
        #expect(try await wordings(sample) == ["P-1 welsh", "P-2 english"])
    }

    @Test("is what their texts are written in, and alerts to them")
    func textsAndAlerts() async throws {
        let sample = try await TextSample(prefers: .text)
        try await choose(.welsh, "P-1", sample.delivery)
        try await sample.deliver()
        #expect(sample.texts.all.first?.text.contains("heddiw") == true, "\(sample.texts.all)")
        let bad = try await TextSample(mail: {
            $0.to.address == "p1@csc.example" ? .badAddress(reason: "550 no") : .accepted(detail: "250 OK")
        })
        try await choose(.welsh, "P-0", bad.delivery)
        try await bad.deliver()
        let alert = try #require(bad.mail.all.map(\.message).last { $0.to.address == "p0@csc.example" })
        #expect(alert.text.hasPrefix("Annwyl"))
    }

    @Test("is what their calendar calls a meeting")
    func calendar() async throws {
        let (sample, transport) = try await partnership()
        try await choose(.welsh, "POL-1", sample)
        try await give(
            .invite(agency: "CSC", person: "CSC-1", on: "2026-11-23"),
            .invite(agency: "POL", person: "POL-1", on: "2026-11-23"), to: sample, transport)
        let summaries = Dictionary(
            uniqueKeysWithValues: transport.all.compactMap { attempt in
                attempt.message.calendar.map {
                    (attempt.message.to.address, String(decoding: $0.bytes, as: UTF8.self))
                }
            })
        #expect(summaries["pol1@example.org"]?.contains("SUMMARY:Cyfarfod CP-1") == true)
        #expect(summaries["csc1@example.org"]?.contains("SUMMARY:Meeting CP-1") == true)
        let subscription = CalendarSubscription(
            mail: sample.configuration.mail, minutes: 60,
            templates: try MessageTemplates(directory: Locations.templates))
        let engagements = try await sample.database.read {
            try EngagementReadings($0).engagements(of: "POL-1", from: "2026-11-01")
        }
        for (language, word) in [(ReadingLanguage.welsh, "Cyfarfod"), (nil, "Meeting")] {
            let text = String(decoding: try subscription.bytes(engagements, in: language), as: UTF8.self)
            #expect(text.contains("SUMMARY:\(word) CP-1"))
        }
    }

    @Test("is the partnership's where they chose none, or one that the templates lack")
    func otherwise() throws {
        let folder = try TemporaryFolder("templates")
        let copy = "\(folder.path)/own"
        try FileManager.default.copyItem(atPath: Locations.templates, toPath: copy)
        try FileManager.default.removeItem(atPath: "\(copy)/welsh")
        let english = try MessageTemplates(directory: copy)
        #expect(english.language(chosen: .welsh, orElse: .english) == .english)
        let both = try MessageTemplates(directory: Locations.templates)
        #expect(both.language(chosen: nil, orElse: .welsh) == .welsh)
        #expect(both.language(chosen: .english, orElse: .welsh) == .english)
    }

    @Test("is recorded once, stands in the trail, and lets nobody be written to who was not reached")
    func chosen() async throws {
        let sample = try await DeliverySample.due()
        let start = sample.clock.now
        try await sample.database.write { session in
            _ = try session.execute(
                "INSERT INTO address_failure (person, channel, failed_on, noted_at, reason) VALUES ($1, $2, $3, $4, $5)",
                "P-1", "mail", "2026-11-23", start, "nobody")
        }
        for _ in 0..<2 { try await choose(.welsh, "P-1", sample) }
        let (kinds, failures, person) = try await sample.database.read { session in
            (
                try EventLog(session).entries(of: "person/P-1").map(\.kind),
                try AddressFailures(session).failures(of: "P-1").count, try PersonRegister(session).person("P-1")
            )
        }
        #expect(kinds == ["personRecorded", "personLanguageChosen"])
        #expect(failures == 1)
        #expect(person?.language == .welsh && person?.email == "p1@csc.example")
    }

    @Test("is taken from a list, stays where a list says nothing, and is refused with line and column")
    func imported() async throws {
        let sample = try ImportSample()
        func people(_ column: String, _ value: String) -> String {
            """
            reference,agency,name,email\(column)
            P-lead,CSC,Amina Yusuf,amina@csc.example\(value)
            """
        }
        _ = try await sample.run([ImportSample.agencies, people(",language", ",cy")])
        func language() async throws -> ReadingLanguage? {
            try await sample.database.read { try PersonRegister($0).language(of: "P-lead") }
        }
        #expect(try await language() == .welsh)
        for (column, value) in [("", ""), (",language", ",")] {
            #expect(try await sample.run([ImportSample.agencies, people(column, value)]).changes == 0)
            #expect(try await language() == .welsh)
        }
        #expect(try await sample.run([ImportSample.agencies, people(",language", ",english")]).changes == 1)
        #expect(try await language() == .english)
    }
}
