import Conferences
import Hummingbird

/// The way from page to page.
enum Navigation {
    struct Item: Sendable {
        let path: String
        let label: String
        /// Any of these is enough.
        let needs: Set<Permission>
    }

    static let items: [Item] = [
        Item(path: "/today", label: "Today", needs: [.readCases]),
        Item(path: "/conferences", label: "Conferences", needs: [.readCases, .readChairedCases]),
        Item(path: "/discussions", label: "Discussions", needs: [.readCases, .readChairedCases]),
        Item(path: "/agency", label: "Your agency", needs: [.readAgencyCases]),
        Item(path: "/people", label: "People", needs: [.readDirectory]),
        Item(path: "/messages", label: "Messages", needs: [.readMessages]),
        Item(path: "/silences", label: "Silences", needs: [.readCases]),
        Item(path: "/trail", label: "Trail", needs: [.readTrail]),
        Item(path: "/measures", label: "Measures", needs: [.readFigures, .readAgencyCases]),
        Item(path: "/policy", label: "Policy", needs: [.readRules]),
        Item(path: "/calendar", label: "Calendar", needs: [.readRules]),
        Item(path: "/templates", label: "Templates", needs: [.readRules]),
        Item(path: "/users", label: "Accounts", needs: [.manageAccounts]),
    ]

    static func items(for visitor: Visitor) -> [Item] {
        items.filter { $0.needs.contains(where: visitor.may) }
    }

    /// Where whoever has just come is led: the first page that they may see.
    static var start: OfficeRoute {
        OfficeRoute(method: .get, path: "/", needs: Set(Permission.allCases)) { visit in
            .led(to: items(for: visit.visitor).first?.path ?? "/account")
        }
    }
}
