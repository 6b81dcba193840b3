import Conferences
import TestValues
import Testing
import WorkingDays

@Suite("Events as sentences")
struct EventSentenceTests {
    @Test("tell of every event of a conference", arguments: Told<ConferenceEvent>.conference)
    func conference(_ row: Told<ConferenceEvent>) {
        row.check { $0.phrase($1, of: "HK-26-014") }
        #expect(row.sentence.contains("HK-26-014"))
    }

    @Test("tell of every event of a strategy discussion", arguments: Told<DiscussionEvent>.discussion)
    func discussion(_ row: Told<DiscussionEvent>) {
        row.check { $0.phrase($1, of: "SD-26-031") }
        #expect(row.sentence.contains("SD-26-031"))
    }

    @Test("tell of every event of the directory", arguments: Told<DirectoryEvent>.directory)
    func directory(_ row: Told<DirectoryEvent>) {
        row.check { $0.phrase($1) }
    }

    @Test("tell of reads and keys", arguments: Told<TrailEvent>.trail)
    func trail(_ row: Told<TrailEvent>) {
        row.check { $0.phrase($1, of: "C-771") }
    }

    @Test("leave no event out")
    func complete() {
        #expect(Set(Told<ConferenceEvent>.conference.map { .init($0.event) }) == Set(ConferenceEventName.allCases))
        #expect(Set(Told<DiscussionEvent>.discussion.map { .init($0.event) }) == Set(DiscussionEventName.allCases))
        #expect(Set(Told<DirectoryEvent>.directory.map { .init($0.event) }) == Set(DirectoryEventName.allCases))
        #expect(Set(Told<TrailEvent>.trail.map { .init($0.event) }) == Set(TrailEventName.allCases))
    }

    @Test("have events that are filed under the name of their case")
    func kinds() {
        for event in Told<ConferenceEvent>.conference.map(\.event) {
            #expect(event.kind == ConferenceEventName(event).rawValue)
        }
        for event in Told<DiscussionEvent>.discussion.map(\.event) {
            #expect(event.kind == DiscussionEventName(event).rawValue)
        }
        for event in Told<DirectoryEvent>.directory.map(\.event) {
            #expect(event.kind == DirectoryEventName(event).rawValue)
        }
        for event in Told<TrailEvent>.trail.map(\.event) { #expect(event.kind == TrailEventName(event).rawValue) }
    }

    @Test("tell of days that were set apart and taken back, whatever may be shown", arguments: [false, true])
    func daysApart(notes: Bool) {
        let sentence = EventSentence(showsNotes: notes)
        #expect(
            sentence.phrase(DaySetApart(on: "2026-12-29", kind: .closed, title: "Christmas closure"))
                == "set Tue 29 Dec 2026 apart as a closed day: Christmas closure")
        #expect(
            sentence.phrase(DaySetApart(on: "2027-06-14", kind: .holiday, title: "Day of mourning"))
                == "set Mon 14 Jun 2027 apart as a bank holiday: Day of mourning")
        #expect(sentence.phrase(dayTakenBack: "2026-12-29") == "took back that Tue 29 Dec 2026 is set apart")
    }

    @Test("tell of rule sets and agendas that were adopted, whatever may be shown", arguments: [false, true])
    func adopted(notes: Bool) {
        let sentence = EventSentence(showsNotes: notes)
        #expect(
            sentence.phrase(ruleSetAdopted: 2, effectiveOn: "2027-01-01")
                == "adopted rule set 2, in force from 1 Jan 2027")
        #expect(
            sentence.phrase(ruleSetAdopted: 1, effectiveOn: WorkingDayCalendar.firstDate)
                == "adopted rule set 1, in force from the start")
        #expect(
            sentence.phrase(agendaAdopted: .standard)
                == "adopted version 1 of the agenda of strategy discussions, with 14 areas")
        #expect(
            sentence.phrase(
                agendaAdopted: AgendaTemplate(version: 2, areas: Array(AgendaTemplate.standard.areas[..<1])))
                == "adopted version 2 of the agenda of strategy discussions, with 1 area")
    }

    @Test("say that a note was erased, but only where notes are shown")
    func erased() {
        let event = ConferenceEvent.cancelled(on: "2026-10-01", reason: .erased)
        #expect(
            EventSentence(showsNotes: true).phrase(event, of: "HK-1")
                == "cancelled HK-1 on Thu 1 Oct 2026, reason: [erased]")
        #expect(EventSentence().phrase(event, of: "HK-1") == "cancelled HK-1 on Thu 1 Oct 2026, reason: …")
    }
}
