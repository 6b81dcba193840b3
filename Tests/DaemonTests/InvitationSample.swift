import Conferences
import Outbound
import TestPeers
import TestValues
import WorkingDays

@testable import Daemon
@testable import Persistence

/// What suites share that look at the letters about a conference.
protocol InvitationSample: SendableMetatype {}

extension InvitationSample {
    /// Two agencies with a person each, and a conference that was scheduled today with nobody invited.
    func partnership(
        more: String = "", secrets: [String: String] = [:]
    ) async throws -> (DeliverySample, ScriptedTransport) {
        let sample = try await DeliverySample(at: "2026-11-23T10:00:00Z", more: more, secrets: secrets)
        try await sample.act { registrar in
            for code in ["CSC", "POL"] as [AgencyCode] {
                try registrar.record(Agency(code: code, name: "Agency \(code)", safeguardingLead: nil))
                for number in 1...2 {
                    try registrar.record(
                        Person(
                            reference: try Reference("\(code)-\(number)"), agency: code, name: "Person \(number)",
                            email: "\(code.text.lowercased())\(number)@example.org"))
                }
            }
            try registrar.perform(
                .schedule(
                    Scheduling(
                        type: .initial, caseReference: "C-1", sitting: Self.sitting("2027-01-19"), chair: "CSC-1",
                        administrator: "CSC-2", familyRecipients: [FamilyRecipient(.mother)], on: "2026-11-23")),
                on: "CP-1")
        }
        let clock = sample.clock
        return (sample, ScriptedTransport(clock) { _ in .accepted(detail: "250 OK") })
    }

    static func sitting(_ on: CalendarDate, place: String = "Town Hall") -> Sitting {
        Sitting(on: on, at: TimeOfDay(hour: 10, minute: 0)!, place: place)
    }

    /// Gives commands in one transaction, lets a minute pass, and delivers.
    func give(
        _ commands: ConferenceCommand..., to sample: DeliverySample, _ transport: ScriptedTransport
    ) async throws {
        try await sample.act { registrar in
            for command in commands { try registrar.perform(command, on: "CP-1" as ConferenceReference) }
        }
        sample.clock.move(to: sample.clock.now.adding(seconds: 60))
        _ = try await sample.dispatcher(transport).tick()
    }

    /// What calendars were told: method, sequence and recipient, in order.
    func told(_ transport: ScriptedTransport) -> [String] {
        transport.all.compactMap { attempt in
            guard let calendar = attempt.message.calendar else { return nil }
            let text = String(decoding: calendar.bytes, as: UTF8.self)
            let sequence = text.firstMatch(of: /SEQUENCE:([0-9]+)/).map { String($0.1) } ?? "?"
            return "\(calendar.method.rawValue) \(sequence) \(attempt.message.to.address)"
        }
    }

    static var invite: ConferenceCommand { .invite(agency: "POL", person: "POL-1", on: "2026-11-23") }
}
