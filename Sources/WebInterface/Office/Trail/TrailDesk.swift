import Conferences
import Hummingbird
import Persistence
import WorkingDays

/// Everything that was changed and read, told in sentences; and whether the chain over it is whole.
struct TrailDesk: Sendable {
    let store: OfficeStore
    let pages: Pages

    var routes: [OfficeRoute] {
        [
            .get("/trail", needs: .readTrail) { try await show($0) },
            .get("/trail/check", needs: .readTrail) { try await check($0) },
        ]
    }

    private func show(_ visit: Visit) async throws -> Response {
        let search = TrailSearch(visit)
        do {
            let (filter, end) = (try search.filter(AskedPeriod(visit)), try search.end())
            let (entries, hasEarlier) = try await entries(filter, through: end, visit)
            var content = search.content
            content["entries"] = entries.reversed().map(Self.row).asTable
            if hasEarlier, let first = entries.first { content["earlier"] = search.preceding(first.event) }
            return pages.office("trail", title: "Trail", for: visit, content)
        } catch let problem as FormProblem {
            var content = search.content
            content["problem"] = problem.content
            return pages.office("trail", title: "Trail", for: visit, status: .unprocessableContent, content)
        }
    }

    /// What fits, up to before this read of it; a read of a case is recorded with it, or nothing is shown.
    private func entries(
        _ filter: TrailFilter, through end: Int?, _ visit: Visit
    ) async throws -> (entries: [TrailEntry], hasEarlier: Bool) {
        try await store.database.write { session in
            let trail = Trail(session)
            let last = try trail.end()
            let read =
                try filter.caseReference
                ?? filter.conference.flatMap { try trail.caseReference(of: .conference($0)) }
            if filter.conference != nil, read == nil {
                throw FormProblem("conference", "No conference is known as \(filter.conference?.text ?? "").")
            }
            if let read {
                try TrailRecorder(session).recordRead(
                    of: read, through: filter.conference, by: "the page of the trail", actor: visit.actor,
                    at: visit.now)
            }
            return try trail.entries(
                filter, through: min(end ?? last, last), limit: TrailSearch.pageSize, notes: false)
        }
    }

    private static func row(_ entry: TrailEntry) -> [String: Any] {
        [
            "position": entry.event.position, "at": entry.event.recordedAt.spelledOut, "actor": entry.event.actor,
            "phrase": entry.phrase,
        ]
    }

    // The chain.

    private func check(_ visit: Visit) async throws -> Response {
        var content: [String: Any] = ["known": visit.asked("known") ?? ""]
        do {
            let known = try FormProblem.reading("known", visit.asked("known")) { try ChainHead(text: $0) }
            switch try await store.read({ try EventLog($0).check(known: known) }) {
            case .whole(let events, let hash):
                content["whole"] = ["events": events, "head": ChainHead(position: events, hash: hash).text]
                content["isCompared"] = known != nil
            case .broken(let fault): content["broken"] = "\(fault)"
            }
            return pages.office("trail-check", title: "Check of the trail", for: visit, content)
        } catch let problem as FormProblem {
            content["problem"] = problem.content
            return pages.office(
                "trail-check", title: "Check of the trail", for: visit, status: .unprocessableContent, content)
        }
    }
}
