import Conferences
import TestValues
import Testing
import WorkingDays

@Suite("An agenda sheet")
struct AgendaSheetTests {
    @Test("prints blank")
    func blank() {
        #expect(
            AgendaSheet(of: SD.agenda).text == """
                Strategy discussion agenda, version 3

                [ ] 1. Background history (mandatory)
                      - What is known?

                [ ] 2. Significant others (mandatory)
                      - Who?
                      - What risk?

                [ ] 3. Identity (mandatory)

                [ ] 4. Legal
                      - Which orders?


                """)
    }

    @Test("marks what is addressed, what is not and what is flagged, and holds no note")
    func marked() throws {
        #expect(
            AgendaSheet(of: try #require(partly.discussion)).text == """
                Strategy discussion SD-26-031, 2026-10-01 14:00, agenda version 3

                [ ] 1. Background history (mandatory): not yet
                      - What is known?
                      [ ] CSC: not yet
                      [x] POL: addressed on 2026-10-01
                      [ ] HEA: not yet

                [x] 2. Significant others (mandatory): addressed on 2026-10-02
                      - Who?
                      - What risk?

                [ ] 3. Identity (mandatory): not yet

                [!] 4. Legal: flagged as not covered by participant 1, 3
                      - Which orders?


                """)
    }

    @Test("shows the notes when asked to, those erased as erased")
    func notes() throws {
        let text = AgendaSheet(of: try #require(partly.discussion), withNotes: true).text
        #expect(text.contains("      [x] POL: addressed on 2026-10-01\n      > \(SD.secret.shown)\n"))
        #expect(text.contains("      - What risk?\n      > One.\n      > Two.\n"))
        let erased = discussed(
            SD.invited + [
                .areaConsidered(
                    area: .legal, agency: nil, note: .erased, outcome: .noActionNeeded, on: "2026-10-01")
            ])
        let sheet = AgendaSheet(of: try #require(erased.discussion), withNotes: true)
        #expect(sheet.text.contains("> [erased]"))
    }

    @Test("marks a history as addressed on the day of the last agency's")
    func complete() throws {
        let history = discussed(SD.complete).then(SD.considered(.backgroundHistory, "POL", on: "2026-10-03"))
        #expect(
            AgendaSheet(of: try #require(history.discussion)).lines.first?.mark == .addressed(on: "2026-10-03"))
    }

    private var partly: DiscussionHistory {
        discussed(
            SD.held + [
                SD.considered(.backgroundHistory, "POL"), SD.considered(.legal),
                .areaConsidered(
                    area: .significantOthers, agency: nil, note: "One.\r\n\nTwo.", outcome: .noActionNeeded,
                    on: "2026-10-02"),
                .areaFlagged(flag: 1, area: .legal, participant: 3, on: "2026-10-02"),
                .areaFlagged(flag: 2, area: .legal, participant: 1, on: "2026-10-02"),
            ])
    }
}
