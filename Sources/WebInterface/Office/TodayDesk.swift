import Conferences
import Hummingbird
import Persistence
import WorkingDays

/// The page that an administrator keeps open: what the day asks.
///
/// - Source: Rulebook 10.
struct TodayDesk: Sendable {
    private let pages: Pages
    private let glances: Remembered<DayFacts>

    /// What the page is made from.
    struct DayFacts: Sendable {
        let glance: Glance
        let agencies: [AgencyCode: String]
        let people: [PersonReference: String]
        /// In sentences.
        let outages: [String]
    }

    init(store: OfficeStore, pages: Pages, now: @escaping @Sendable () -> Timestamp) {
        self.pages = pages
        glances = Remembered(clock: ContinuousClock(), changes: store.changes) {
            try await store.read { [rulebook = store.rulebook] session in
                let glance = try DailyReadings(session).glance(rulebook: rulebook, now: now())
                return DayFacts(
                    glance: glance, agencies: try DirectoryReadings(session).names(of: TodayView.agencies(of: glance)),
                    people: try DirectoryReadings(session).names(of: glance.people),
                    outages: try Outages(session).open().map { outage in
                        try outage.sentence(\.spelledOut, with: Outages(session).queue(outage))
                    })
            }
        }
    }

    var routes: [OfficeRoute] {
        [.get("/today", needs: .readCases) { try await show($0) }]
    }

    private func show(_ visit: Visit) async throws -> Response {
        let facts = try await glances.value()
        let view = TodayView(
            glance: facts.glance, agencies: facts.agencies, people: facts.people, now: visit.now,
            whole: visit.query["all"], outages: visit.visitor.may(.readMessages) ? facts.outages : [])
        return pages.office("today", title: "Today", for: visit, view.content)
    }
}
