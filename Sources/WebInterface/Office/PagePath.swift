import Conferences
import Foundation

/// Where each thing has its page.
enum PagePath {
    static func of(_ matter: Matter) -> String {
        switch matter {
        case .conference(let reference): "/conferences/\(escaped(reference.text))"
        case .discussion(let reference): "/discussions/\(escaped(reference.text))"
        }
    }

    static func of(_ person: PersonReference) -> String { "/people/\(escaped(person.text))" }
    static func of(_ agency: AgencyCode) -> String { "/agencies/\(escaped(agency.text))" }
    static func ofMessage(_ id: String) -> String { "/messages/\(id)" }

    /// Why an obligation is due when it is.
    static func explanation(of obligation: String) -> String { "/explain?obligation=\(escaped(obligation))" }

    /// A path with what stands behind the question mark, in the order given; what is empty is left out.
    static func query(_ path: String, _ fields: [(name: String, value: String?)]) -> String {
        let given = fields.compactMap { field in
            field.value.flatMap { $0.isEmpty ? nil : "\(field.name)=\(escaped($0))" }
        }
        return given.isEmpty ? path : "\(path)?\(given.joined(separator: "&"))"
    }

    /// References may hold a slash, ids a number sign.
    static func escaped(_ text: String) -> String {
        text.addingPercentEncoding(withAllowedCharacters: unreserved) ?? ""
    }

    private static let unreserved = CharacterSet(
        charactersIn: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
}

extension Reference {
    /// As one part of a path: a slash in it starts no new one.
    var inPath: String { PagePath.escaped(text) }
}
