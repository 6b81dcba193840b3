import Conferences
import Persistence
import WorkingDays

/// All that is asked of one person, across conferences and strategy discussions.
struct PersonalList: Sendable {
    let engagements: [Engagement]
    let owed: [DirectoryReadings.OwedLine]

    /// One conference or discussion, and what is asked about it.
    struct Entry: Sendable {
        let matter: Matter
        /// Absent where somebody owes by a role, such as the chair's, and for what is long past.
        let engagement: Engagement?
        let owed: [DirectoryReadings.OwedLine]
    }

    /// What has something open, the most pressing first; `owed` is in order of deadline.
    var open: [Entry] {
        var order: [ObligationPlace] = []
        var lines: [ObligationPlace: [DirectoryReadings.OwedLine]] = [:]
        for line in owed {
            guard let place = ObligationPlace(line.obligation) else { continue }
            if lines[place] == nil { order.append(place) }
            lines[place, default: []].append(line)
        }
        let owing = order.map { place in
            Entry(matter: place.matter, engagement: invitation(at: place), owed: lines[place] ?? [])
        }
        let asked = engagements.filter { $0.part == .participant && $0.lacksMinutes && !$0.isCancelled }
        return owing + asked.map { Entry(matter: $0.matter, engagement: $0, owed: []) }
    }

    /// What is to come and asks for nothing just now.
    func upcoming(from day: CalendarDate) -> [Engagement] {
        let shown = Set(open.compactMap(\.engagement))
        return engagements.filter { !$0.isCancelled && $0.sitting.on >= day && !shown.contains($0) }
    }

    private func invitation(at place: ObligationPlace) -> Engagement? {
        engagements.first {
            [.invitee, .lead].contains($0.part) && $0.matter == place.matter && $0.number == place.number
        }
    }
}

/// Whose obligation it is: one invitation's, or the matter's as a whole.
private struct ObligationPlace: Hashable {
    let matter: Matter
    let number: Int?

    init?(_ obligation: String) {
        guard let id = try? ObligationID(text: obligation) else { return nil }
        (matter, number) = (id.matter, id.place)
    }
}
