import Foundation
import TestPeers

@testable import WebInterface

/// Of what pages are made, as their templates are written.
enum PageTemplates {
    /// Where the forms of a page's templates lead, as these write it.
    static func actions(in templates: String...) throws -> Set<String> {
        Set(
            try templates.flatMap { name in
                try String(contentsOfFile: "\(Locations.pages)/\(name).mustache", encoding: .utf8)
                    .matches(of: /action="([^"]+)"/).map { String($0.1) }
            })
    }
}

extension Answered {
    /// The part of the page to which the summary of what is wrong leads; `nil` where there is none.
    var blamed: String? {
        text.firstMatch(of: /id="problem".*?<a href="#([^"]+)"/.dotMatchesNewlines()).map { String($0.1) }
    }

    /// Where the forms of the page lead, in order, without signing out.
    var actions: [String] {
        text.matches(of: /<form [^>]*action="([^"]+)"/).map { String($0.1) }.filter { $0 != "/sign-out" }
    }

    /// Ids that stand on the page more than once.
    var repeatedIDs: [String] {
        Dictionary(grouping: text.matches(of: /\bid="([^"]+)"/).map { String($0.1) }) { $0 }
            .filter { $0.value.count > 1 }.keys.sorted()
    }

    func holds(id: String) -> Bool { text.contains("id=\"\(id)\"") }
}
