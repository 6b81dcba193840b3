import Conferences

/// What the areas of an agenda are called on practitioners' pages in another language than the agenda's own.
struct AreaWords: Sendable {
    /// What one area says.
    struct Said: Equatable, Sendable {
        let title: String
        let prompts: [String]
    }

    private let translated: [AgendaAreaName: Said]

    init(_ translated: [AgendaAreaName: Said]) { self.translated = translated }

    /// An area that the partnership has worded otherwise than the standard agenda is shown as it stands: its translation
    /// would say something else.
    func said(_ area: AgendaArea) -> Said {
        let own = Said(title: area.title, prompts: area.prompts)
        let standard = AgendaTemplate.standard[area.name].map { Said(title: $0.title, prompts: $0.prompts) }
        guard standard == nil || standard == own else { return own }
        return translated[area.name] ?? own
    }
}
