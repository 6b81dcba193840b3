import Foundation
import TestPeers

@testable import WebInterface

/// Of what pages are made, as their templates are written.
enum PageTemplates {
    /// Where the forms of all pages lead, as the templates write it.
    static func actions() throws -> Set<String> {
        let folder = URL(filePath: Locations.pages)
        let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
        return Set(
            try files.filter { $0.pathExtension == "mustache" }.flatMap { file in
                try String(contentsOf: file, encoding: .utf8).matches(of: /action="([^"]+)"/).map { String($0.1) }
            })
    }
}

extension Answered {
    /// The part of the page to which the summary of what is wrong leads; `nil` where there is none.
    var blamed: String? {
        text.firstMatch(of: /id="problem".*?<a href="#([^"]+)"/.dotMatchesNewlines()).map { String($0.1) }
    }

    func holds(id: String) -> Bool { text.contains("id=\"\(id)\"") }
}
