import Conferences
import TestValues
import Testing
import WorkingDays

@Suite("Quoracy on the day")
struct QuoracyOnTheDayTests {
    private func count(
        _ events: [ConferenceEvent], _ rules: QuoracyRules = Policy.standard.quoracy,
        agencies: [AgencyCode: Agency] = Sample.agencies
    ) throws -> QuoracyCount {
        try #require(given(events).conference).quoracyOnTheDay(rules, agencies: agencies)
    }

    @Test(
        "needs children’s social care and two other groups",
        arguments: [
            (.present, .present, .present, true, nil),
            (.present, .part, .delegatePresent, true, nil),
            (.absent, .present, .present, false, "2 of 3 groups (health, social-care)"),
            (.present, .apologies, .present, false, "2 of 3 groups (health, police), and no children’s social care"),
            (.absent, .absent, .absent, false, "0 of 3 groups (no group), and no children’s social care"),
        ] as [(Attendance, Attendance, Attendance, Bool, String?)])
    func groups(police: Attendance, csc: Attendance, health: Attendance, isQuorate: Bool, shortfall: String?) throws {
        let count = try count(Story.arranged + Story.register(police, csc, health))
        #expect(count.isQuorate == isQuorate && count.shortfall == shortfall)
    }

    @Test("is not there while nobody is entered in the register, whatever they replied")
    func emptyRegister() throws {
        let accepted = Story.arranged + (1...3).map { .replied(invitation: $0, reply: .accepted, on: "2026-10-01") }
        #expect(try count(accepted).present.isEmpty)
    }

    @Test("counts a delegate who attends for the agency, and not one who was only named")
    func delegates() throws {
        let named = Story.arranged + [Sample.apologised, Sample.delegateNamed, Sample.delegateBriefed]
        #expect(try count(named + Story.register(.delegatePresent, .present, .present)).isQuorate)
        let absent = try count(named + Story.register(.absent, .present, .present))
        #expect(!absent.isQuorate && absent.present[QuoracyGroup(name: "police")] == nil)
    }

    @Test(
        "does not count whoever takes notes, only reports or has no contact with the child",
        arguments: [
            (Invitation.Capacity.directContact, true), (.noDirectContact, false), (.reportOnly, false),
            (.noteTaker, false),
        ])
    func capacities(capacity: Invitation.Capacity, counts: Bool) throws {
        let health = ConferenceEvent.invited(
            invitation: 3, agency: "HEA", person: "hea-1", on: "2026-09-21", capacity: capacity)
        let events = Story.arranged.dropLast() + [health] + Story.register(.present, .present, .present)
        #expect(try count(Array(events)).isQuorate == counts)
    }

    @Test("does not count the chair, but counts a delegate in the chair’s place")
    func chair() throws {
        let chairInvited = ConferenceEvent.invited(
            invitation: 2, agency: "CSC", person: "csc-1", on: "2026-09-21")
        let arranged = [Story.arranged[0], Sample.invited, chairInvited, Story.health]
        #expect(try count(arranged + Story.register(.present, .present, .present)).lacksSocialCare)
        #expect(try count(arranged + Story.register(.present, .delegatePresent, .present)).isQuorate)
    }

    @Test("does not count an invitation that was withdrawn")
    func withdrawn() throws {
        #expect(try !count(Story.quorate + [.withdrawn(invitation: 3, on: "2026-10-16")]).isQuorate)
    }

    @Test("counts two of one kind as one group, and puts agencies where the partnership’s map says")
    func map() throws {
        var rules = Policy.standard.quoracy
        let midwives = Agency(code: "MID", name: "Midwives", safeguardingLead: nil, kind: .health)
        let agencies = Sample.agencies.merging(["MID": midwives]) { $1 }
        let events = [
            Story.arranged[0], .invited(invitation: 1, agency: "MID", person: nil, on: "2026-09-21"), Story.csc,
            Story.health,
        ]
        let all = events + Story.register(.present, .present, .present)
        let together = try count(all, rules, agencies: agencies)
        #expect(!together.isQuorate && together.present[QuoracyGroup(name: "health")] == [1, 3])
        rules.groups["MID"] = QuoracyGroup(name: "midwifery")
        #expect(try count(all, rules, agencies: agencies).isQuorate)
        #expect(rules.group(of: "MID", midwives) == QuoracyGroup(name: "midwifery"))
    }

    @Test("lets an agency of no kind, or of another, be a group of its own")
    func unknownKinds() {
        let rules = Policy.standard.quoracy
        let other = Agency(code: "CHA", name: "A charity", safeguardingLead: nil, kind: .other)
        #expect(rules.group(of: "CHA", other) == QuoracyGroup(name: "CHA"))
        #expect(rules.group(of: "CHA", nil) == QuoracyGroup(name: "CHA"))
        #expect(rules.group(of: "CSC", Sample.agencies["CSC"]) == .socialCare)
    }

    @Test("follows the partnership’s own minimum, with or without social care")
    func minimum() throws {
        let two = Story.arranged + Story.register(.present, .absent, .present)
        #expect(try count(two, QuoracyRules(minimum: 2, requiresSocialCare: false)).isQuorate)
        #expect(try !count(two, QuoracyRules(minimum: 2, requiresSocialCare: true)).isQuorate)
        #expect(try !count(Story.quorate, QuoracyRules(minimum: 4, requiresSocialCare: true)).isQuorate)
    }

    @Test("has social care where the map counts an agency as such, or counts social care as another group")
    func mappedSocialCare() throws {
        var rules = QuoracyRules(minimum: 1, requiresSocialCare: true)
        let police = Story.arranged + Story.register(.present, .absent, .absent)
        #expect(try count(police, rules).lacksSocialCare)
        rules.groups["POL"] = .socialCare
        #expect(try !count(police, rules).lacksSocialCare)
        rules.groups = ["CSC": QuoracyGroup(name: "family-help")]
        #expect(try !count(Story.arranged + Story.register(.absent, .present, .absent), rules).lacksSocialCare)
    }
}

@Suite("A quoracy forecast")
struct QuoracyForecastTests {
    private static func reply(_ invitation: Int, _ reply: Reply) -> ConferenceEvent {
        .replied(invitation: invitation, reply: reply, on: "2026-10-01")
    }

    private static let apologies = Reply.apologies(reason: "In court")
    private static let school = ConferenceEvent.invited(invitation: 4, agency: "EDU", person: nil, on: "2026-09-21")

    private func forecast(_ events: [ConferenceEvent]) throws -> QuoracyForecast {
        try #require(given(events).conference)
            .quoracyForecast(Policy.standard.quoracy, agencies: Sample.agencies)
    }

    @Test(
        "says whether it will be quorate, and on whom alone that hangs",
        arguments: [
            ("nobody has replied", [], .open, []),
            ("one is still to reply", [reply(1, .accepted), reply(2, .accepted)], .open, [3]),
            ("one is not sure", [reply(1, .accepted), reply(2, .accepted), reply(3, .tentative)], .open, [3]),
            (
                "all come, and each is needed", [reply(1, .accepted), reply(2, .accepted), reply(3, .accepted)],
                .quorate, [1, 2, 3]
            ),
            (
                "one more comes than is needed, but social care cannot be spared",
                [school, reply(1, .accepted), reply(2, .accepted), reply(3, .accepted), reply(4, .accepted)],
                .quorate, [2]
            ),
            (
                "either of two is enough",
                [school, reply(1, .accepted), reply(2, .accepted)], .open, [3, 4]
            ),
            ("two are still to reply, and neither is enough", [reply(1, .accepted)], .open, []),
            ("social care stays away", [school, reply(1, .accepted), reply(2, apologies)], .inquorate, []),
            (
                "whoever apologised names a delegate, who is not briefed yet",
                [reply(2, .accepted), reply(3, .accepted), reply(1, apologies), Sample.delegateNamed], .inquorate, []
            ),
            (
                "the delegate is briefed",
                [
                    reply(2, .accepted), reply(3, .accepted), reply(1, apologies), Sample.delegateNamed,
                    Sample.delegateBriefed,
                ], .quorate, [1, 2, 3]
            ),
        ] as [(String, [ConferenceEvent], QuoracyForecast.Verdict, [Int])])
    func verdicts(reason: String, events: [ConferenceEvent], verdict: QuoracyForecast.Verdict, tips: [Int]) throws {
        let forecast = try forecast(Story.arranged + events)
        #expect(forecast.verdict == verdict && forecast.tippedBy == tips)
    }

    @Test("names those whose briefed delegate would make it possible, where nothing else does")
    func awaited() throws {
        let away = Story.arranged + [Self.reply(1, Self.apologies), Self.reply(2, .accepted)]
        #expect(try forecast(away).awaitedDelegates == [1])
        #expect(try forecast(away + [Sample.delegateNamed]).awaitedDelegates == [1])
        #expect(try forecast(away + [Sample.delegateNamed, Sample.delegateBriefed]).awaitedDelegates.isEmpty)
        #expect(try forecast(Story.arranged).awaitedDelegates.isEmpty)
        // Two are away, and one delegate is not enough.
        #expect(try forecast(away + [Self.reply(3, Self.apologies)]).awaitedDelegates.isEmpty)
    }

    @Test("shows who is expected and who is possible, by group")
    func groups() throws {
        let forecast = try forecast(Story.arranged + [Self.reply(1, .accepted), Self.reply(2, .tentative)])
        #expect(forecast.expected.present == [QuoracyGroup(name: "police"): [1]])
        #expect(
            forecast.possible.present == [
                QuoracyGroup(name: "police"): [1], .socialCare: [2], QuoracyGroup(name: "health"): [3],
            ])
    }

    @Test("counts neither the chair, nor a note-taker, nor the withdrawn")
    func doNotCount() throws {
        let events = [
            Story.arranged[0], Sample.invited,
            .invited(invitation: 2, agency: "CSC", person: "csc-1", on: "2026-09-21"),
            .invited(invitation: 3, agency: "HEA", person: nil, on: "2026-09-21", capacity: .noteTaker),
            Self.school, Self.reply(1, .accepted), Self.reply(2, .accepted), Self.reply(3, .accepted),
            Self.reply(4, .accepted), .withdrawn(invitation: 4, on: "2026-10-01"),
        ]
        #expect(try forecast(events).possible.present == [QuoracyGroup(name: "police"): [1]])
    }

    @Test("gives way to what the chair rules, with one of three reasons")
    func ruling() throws {
        let conference = try #require(given(Story.proceeded).conference)
        #expect(conference.ruling == .proceeded(because: .delayHarmful, note: nil) && conference.status == .held)
        #expect(Set(InquorateReason.allCases.map(\.phrase)).count == 3)
    }
}
