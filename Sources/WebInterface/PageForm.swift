import Crypto
import Foundation
import Hummingbird

/// What browsers send from forms.
enum PageForm {
    /// - Parameter size: Bytes at most.
    /// - Throws: `HTTPError` for what is longer, or no form.
    static func fields(of request: Request, upTo size: Int) async throws(HTTPError) -> [String: String] {
        let body: String
        do { body = String(buffer: try await request.body.collect(upTo: size)) } catch {
            throw HTTPError(.contentTooLarge)
        }
        do { return try URLEncodedFormDecoder().decode([String: String].self, from: body) } catch {
            throw HTTPError(.badRequest)
        }
    }

    /// Whether a token is the one expected, in a time that does not depend on where they differ.
    static func same(_ given: String?, _ expected: String) -> Bool {
        SHA256.hash(data: Data((given ?? "").utf8)) == SHA256.hash(data: Data(expected.utf8))
    }
}
