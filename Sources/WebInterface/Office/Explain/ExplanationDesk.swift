import Conferences
import Hummingbird
import Persistence

/// The page behind every date: why it is what it is, and what was and will be sent about it.
struct ExplanationDesk: Sendable {
    let store: OfficeStore
    let pages: Pages

    var routes: [OfficeRoute] {
        [
            OfficeRoute(
                method: .get, path: "/explain", needs: [.readCases, .readChairedCases, .readAgencyCases]
            ) { try await show($0) }
        ]
    }

    private func show(_ visit: Visit) async throws -> Response {
        guard let text = visit.asked("obligation"), let id = try? ObligationID(text: text) else {
            throw HTTPError(.notFound)
        }
        let account = try await store.readCase(through: Self.conference(of: id), on: "the page explaining \(id)", visit)
        {
            [rulebook = store.rulebook] session -> (CaseReference, ObligationAccount)? in
            guard let account = try ObligationAccounts(session, rulebook: rulebook, now: visit.now).account(of: id)
            else { return nil }
            guard visit.visitor.maySee(account) else { throw NotAllowed() }
            return (account.caseReference, account)
        }
        guard let account else { throw HTTPError(.notFound) }
        return pages.office(
            "explain", title: "Why this date", for: visit,
            try ExplanationView(account: account).content(for: visit.visitor))
    }

    private static func conference(of id: ObligationID) -> ConferenceReference? {
        if case .conference(let reference) = id.matter { reference } else { nil }
    }
}

extension Visitor {
    /// All of them, those of conferences that one chairs, or those of one's own agency.
    fileprivate func maySee(_ account: ObligationAccount) -> Bool {
        may(.readCases)
            || may(.readChairedCases) && person != nil && account.chair == person
            || may(.readAgencyCases) && agency != nil && account.obligation.agency == agency
    }
}
