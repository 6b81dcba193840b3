import Conferences
import Hummingbird
import Persistence
import WorkingDays

/// Lists are uploaded or pasted, previewed row by row, and taken in whole or not at all.
struct ImportDesk: Sendable {
    let store: OfficeStore
    let pages: Pages
    let backroom: Backroom

    /// Agencies and people alone would need less, but a list of conferences may come with them.
    var routes: [OfficeRoute] {
        var routes: [OfficeRoute] = [
            .get("/import", needs: .changeDirectory) { show($0) },
            .post("/import/preview", needs: .changeDirectory) { try await preview($0) },
            .post("/import/again", needs: .changeDirectory) { show($0) },
            .post("/import", needs: .changeDirectory) { try await take($0) },
        ]
        for index in routes.indices { routes[index].takesLists = true }
        return routes
    }

    private func show(_ visit: Visit, _ problem: FormProblem? = nil) -> Response {
        var content: [String: Any] = ["list": visit.fields["list"] ?? ""]
        content["problem"] = problem?.content
        if let changes = visit.asked("done").flatMap({ Int($0) }) {
            content["done"] =
                changes == 0
                ? "Everything stood like that already. Nothing was changed."
                : "The list is taken in: \(changes) row\(changes == 1 ? "" : "s") changed the record."
        }
        return pages.office(
            "import", title: "Bring in a list", for: visit, status: problem == nil ? .ok : .unprocessableContent,
            content)
    }

    private func list(_ visit: Visit) throws(FormProblem) -> [PastedList] {
        guard let text = Self.text(visit) else {
            throw FormProblem("list", "Choose a file, or paste the list, its header first.")
        }
        return [PastedList(name: "list", text: text)]
    }

    /// What was sent; a file counts before what was pasted.
    private static func text(_ visit: Visit) -> String? {
        if let file = visit.fields["file"], !file.isEmpty { file } else { visit.typed("list") }
    }

    private func preview(_ visit: Visit) async throws -> Response {
        try visit.require(.changeCases)
        let lists: [PastedList]
        do { lists = try list(visit) } catch { return show(visit, error) }
        do {
            let (taken, reports) = try await store.foresee(visit) { [backroom] registrar in
                let taken = try backroom.takeIn(lists, registrar)
                guard taken.faults.isEmpty else { throw Faulty(taken: taken) }
                return taken
            }
            return page(taken, reports, visit)
        } catch let faulty as Faulty {
            return page(faulty.taken, [], visit, status: .unprocessableContent)
        }
    }

    private func take(_ visit: Visit) async throws -> Response {
        try visit.require(.changeCases)
        let lists: [PastedList]
        do { lists = try list(visit) } catch { return show(visit, error) }
        do {
            let taken = try await store.change(visit) { [backroom] registrar in
                let taken = try backroom.takeIn(lists, registrar)
                guard taken.faults.isEmpty else { throw Faulty(taken: taken) }
                return taken
            }.value
            return .led(to: "/import?done=\(taken.rows.count { $0.outcome != .same })")
        } catch let faulty as Faulty {
            return page(faulty.taken, [], visit, status: .unprocessableContent)
        }
    }

    /// Thrown through the transaction, of which nothing is kept then.
    private struct Faulty: Error {
        let taken: TakenIn
    }

    private func page(
        _ taken: TakenIn, _ reports: [ChangeReport], _ visit: Visit, status: HTTPResponse.Status = .ok
    ) -> Response {
        pages.office(
            "import-preview", title: "What the list changes", for: visit, status: status,
            ImportView(
                taken: taken, reports: reports, policy: store.rulebook.policy, list: Self.text(visit) ?? ""
            ).content)
    }
}

/// What a list would change, as its template sees it.
struct ImportView {
    let taken: TakenIn
    let reports: [ChangeReport]
    let policy: Policy
    let list: String

    /// Rows that are told one by one; the counts are of all.
    private static let shown = 500

    var content: [String: Any] {
        let changing = taken.rows.filter { $0.outcome != .same }
        return [
            "counts": TakenIn.Outcome.allCases.map { outcome in
                "\(taken.rows.count { $0.outcome == outcome }) \(outcome.phrase)"
            },
            "rows": changing.prefix(Self.shown).map(row).asTable, "more": max(0, changing.count - Self.shown),
            "faults": taken.faults.prefix(Self.shown).map(fault).asTable,
            "faultCount": "\(taken.faults.count) row\(taken.faults.count == 1 ? "" : "s")",
            "isFaulty": !taken.faults.isEmpty, "changesNothing": taken.faults.isEmpty && changing.isEmpty,
            "mayTake": taken.faults.isEmpty && !changing.isEmpty, "list": list, "staleReplies": taken.staleReplies,
            "hasConferences": !reports.isEmpty,
            "changes": ChangesView(reports: reports.filter(\.hasConsequences), policy: policy).content,
        ].dropping(zero: "more").dropping(zero: "staleReplies")
    }

    private func row(_ row: TakenIn.Row) -> [String: Any] {
        ["line": row.line, "subject": row.subject, "outcome": row.outcome.word]
    }

    private func fault(_ fault: TakenIn.Fault) -> [String: Any] {
        ["line": fault.line, "column": fault.column ?? "", "sentence": fault.sentence]
    }
}

extension TakenIn.Outcome {
    fileprivate var word: String {
        switch self {
        case .new: "New"
        case .changed: "Changed"
        case .same: "The same"
        }
    }

    fileprivate var phrase: String {
        switch self {
        case .new: "new"
        case .changed: "changed"
        case .same: "that stand like that already"
        }
    }
}
