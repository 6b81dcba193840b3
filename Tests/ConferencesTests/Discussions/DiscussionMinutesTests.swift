import Conferences
import TestValues
import Testing
import WorkingDays

@Suite("The minutes of a strategy discussion")
struct DiscussionMinutesTests {
    @Test("are drafted once it was held")
    func drafts() {
        discussed(SD.held).when(.minutes(.draft(on: "2026-10-01"))).then(.minutesDrafted(on: "2026-10-01"))
    }

    @Test("go to the chair, who approves them or sends them back with a reason")
    func reviews() {
        discussed(SD.drafting).when(.minutes(.submit(on: "2026-10-02"))).then(.minutesSubmitted(on: "2026-10-02"))
        discussed(SD.reviewed).when(.minutes(.approve(on: "2026-10-02"))).then(.minutesApproved(on: "2026-10-02"))
        let returned = DiscussionEvent.minutesReturned(on: "2026-10-02", reason: SD.secret)
        discussed(SD.reviewed).when(.minutes(.sendBack(on: "2026-10-02", reason: SD.secret))).then(returned)
        discussed(SD.reviewed + [returned]).when(.minutes(.submit(on: "2026-10-05")))
            .then(.minutesSubmitted(on: "2026-10-05"))
    }

    @Test("go to whoever attended, to everybody invited, or to those named, each once")
    func circulates() {
        let approved =
            SD.short + [
                .minutesDrafted(on: "2026-10-01"), .minutesSubmitted(on: "2026-10-01"),
                .minutesApproved(on: "2026-10-02"),
            ]
        for (circulation, numbers) in [
            (Circulation.attended, [1, 3]), (.invited, [1, 2, 3]), (.participants([3, 2, 3]), [2, 3]),
        ] {
            discussed(approved).when(.minutes(.circulate(circulation, on: "2026-10-02")))
                .then(.minutesCirculated(to: numbers, on: "2026-10-02"))
        }
    }

    @Test("go out again at any time after", arguments: [SD.circulated, SD.final])
    func circulatesAgain(_ history: [DiscussionEvent]) {
        discussed(history).when(.minutes(.circulate(.participants([3]), on: "2026-10-05")))
            .then(.minutesCirculated(to: [3], on: "2026-10-05"))
    }

    @Test("are received by anybody who takes part", arguments: [SD.circulated, SD.final])
    func areReceived(_ history: [DiscussionEvent]) {
        discussed(history).when(.minutes(.recordReceived(participant: 3, on: "2026-10-02")))
            .then(.minutesReceived(participant: 3, on: "2026-10-02"))
    }

    @Test("are reported missing by whoever attended, sent or not", arguments: [SD.held, SD.closed, SD.circulated])
    func areMissing(_ history: [DiscussionEvent]) {
        discussed(history).when(.minutes(.reportMissing(participant: 2, on: "2026-10-02")))
            .then(.minutesReportedMissing(participant: 2, on: "2026-10-02"))
    }

    @Test("are corrected until the chair makes them final")
    func areCorrected() {
        let corrected = DiscussionEvent.minutesCorrectionRequested(participant: 2, text: SD.secret, on: "2026-10-02")
        let command = DiscussionCommand.minutes(.requestCorrection(participant: 2, SD.secret, on: "2026-10-02"))
        discussed(SD.circulated).when(command).then(corrected)
        discussed(SD.circulated + [corrected]).when(command).then(corrected)
        for history in [SD.circulated, SD.circulated + [corrected]] {
            discussed(history).when(.minutes(.finalise(on: "2026-10-05"))).then(.minutesFinalised(on: "2026-10-05"))
        }
    }

    @Test("take every step in its turn and no other", arguments: MinutesStep.allCases)
    func inTurn(_ step: MinutesStep) {
        let states: [(String, [DiscussionEvent])] = [
            ("not begun", SD.held), ("drafting", SD.drafting), ("review", SD.reviewed), ("approved", SD.approved),
            ("circulated", SD.circulated),
            (
                "corrections",
                SD.circulated + [
                    .minutesCorrectionRequested(participant: 1, text: SD.secret, on: "2026-10-02")
                ]
            ), ("final", SD.final),
        ]
        let allowed = states.filter { _, history in
            if case .events = discussed(history).when(command(for: step)) { true } else { false }
        }.map(\.0)
        #expect(allowed == turns[step])
    }

    private let turns: [MinutesStep: [String]] = [
        .draft: ["not begun"], .submit: ["drafting"], .sendBack: ["review"], .approve: ["review"],
        .circulate: ["approved", "circulated", "corrections", "final"],
        .receive: ["circulated", "corrections", "final"], .correct: ["circulated", "corrections"],
        .finalise: ["circulated", "corrections"],
    ]

    private func command(for step: MinutesStep) -> DiscussionCommand {
        let on = SD.today
        return switch step {
        case .draft: .minutes(.draft(on: on))
        case .submit: .minutes(.submit(on: on))
        case .sendBack: .minutes(.sendBack(on: on, reason: SD.secret))
        case .approve: .minutes(.approve(on: on))
        case .circulate: .minutes(.circulate(.attended, on: on))
        case .receive: .minutes(.recordReceived(participant: 1, on: on))
        case .correct: .minutes(.requestCorrection(participant: 1, SD.secret, on: on))
        case .finalise: .minutes(.finalise(on: on))
        }
    }
}
