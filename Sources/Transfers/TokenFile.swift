import Foundation

/// A file that holds an access token and nothing else, which another program renews now and then (RFC 6749, 1.4).
package struct TokenFile: Sendable {
    private let path: String

    package init(_ path: String) { self.path = path }

    /// Why there is no token. It repeats neither the file's path nor what it holds.
    package enum Problem: Error, Equatable {
        case unreadable
        /// Empty, or with a byte in it that is no printable ASCII, or a space: no token has one (RFC 6750, 2.1).
        case noToken

        /// - Parameter server: Whose token it is, such as "the mail server".
        package func sentence(of server: String) -> String {
            switch self {
            case .unreadable: "The file of \(server)'s access token cannot be read."
            case .noToken: "The file of \(server)'s access token is empty or holds something else."
            }
        }
    }

    /// The token as it stands now.
    package func token() throws(Problem) -> String {
        guard let bytes = FileManager.default.contents(atPath: path) else { throw .unreadable }
        let token = String(decoding: bytes, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
        guard !token.isEmpty, token.utf8.allSatisfy({ (33...126).contains($0) }) else { throw .noToken }
        return token
    }
}
