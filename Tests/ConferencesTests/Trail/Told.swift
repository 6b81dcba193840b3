import Conferences
import Testing

/// An event, and what the trail tells of it.
struct Told<Event: Sendable>: Sendable, CustomTestStringConvertible {
    let event: Event
    /// With an ellipsis for each note.
    let sentence: String
    /// With the notes shown.
    let opened: String

    var testDescription: String { sentence }

    /// - Parameter opened: Needed only where an ellipsis stands for something else than ``Told/typed``.
    init(_ event: Event, _ sentence: String, opened: String? = nil) {
        self.event = event
        self.sentence = sentence
        self.opened = opened ?? sentence.replacing("…", with: "Maya Okafor lives in Mare Street")
    }
}

/// What people type, in two lines. None of it may be told unless it is asked for.
let typed: Note = "Maya Okafor\r\nlives in Mare Street"

extension Told {
    /// That the sentence is this one, hidden and open, and holds no note while those are hidden.
    func check(_ phrase: (EventSentence, Event) -> String, sourceLocation: SourceLocation = #_sourceLocation) {
        let hidden = phrase(EventSentence(), event)
        #expect(hidden == sentence, sourceLocation: sourceLocation)
        #expect(phrase(EventSentence(showsNotes: true), event) == opened, sourceLocation: sourceLocation)
        for word in ["Maya", "Okafor", "Mare", "neglect", "abuse", "Optional", "\n", "  "] {
            #expect(!hidden.contains(word), sourceLocation: sourceLocation)
        }
        #expect(hidden.first?.isLowercase == true, sourceLocation: sourceLocation)
    }
}
