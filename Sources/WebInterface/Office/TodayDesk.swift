import Conferences
import Hummingbird
import Persistence
import WorkingDays

/// The page that an administrator keeps open: what the day asks.
///
/// - Source: Rulebook 10.
struct TodayDesk: Sendable {
    let store: OfficeStore
    let pages: Pages

    var routes: [OfficeRoute] {
        [.get("/today", needs: .readCases) { try await show($0) }]
    }

    private func show(_ visit: Visit) async throws -> Response {
        let (glance, names) = try await store.read { [rulebook = store.rulebook] session in
            (
                try DailyReadings(session).glance(rulebook: rulebook, now: visit.now),
                try ConferenceReadings(session).agencyNames()
            )
        }
        return pages.office(
            "today", title: "Today", for: visit, TodayView(glance: glance, agencies: names).content)
    }
}
