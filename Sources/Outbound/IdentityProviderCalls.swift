/// Requests to the identity provider that a partnership signs in with.
public final class IdentityProviderCalls: Sendable {
    private let engine: HTTPEngine

    /// Why there is no answer.
    public struct Unanswered: Error, CustomStringConvertible {
        public let description: String
    }

    /// Starts the thread; connects to nothing yet.
    ///
    /// - Parameters:
    ///   - caFile: A file of PEM certificates to trust; `nil` for the system's.
    ///   - isLocal: Whether the provider is this machine itself, which needs no HTTPS.
    ///   - allowedNetworks: The networks that may be called besides the public internet.
    public init(caFile: String?, isLocal: Bool, allowedNetworks: [IPNetwork]) {
        engine = HTTPEngine(
            HTTPSettings(
                connectionsPerHost: 4, connectTimeout: 5, timeout: 10, caFile: caFile, allowInsecureHTTP: isLocal,
                allowedNetworks: isLocal ? IPNetwork.loopback + allowedNetworks : allowedNetworks),
            name: "identity provider")
    }

    /// - Parameters:
    ///   - form: What is posted; `nil` for a GET.
    ///   - authorization: The header of that name.
    /// - Throws: ``Unanswered``.
    public func call(
        _ url: String, form: String?, authorization: String?
    ) async throws(Unanswered) -> (status: Int, body: [UInt8]) {
        var headers = ["Accept: application/json"]
        if form != nil { headers.append("Content-Type: application/x-www-form-urlencoded") }
        if let authorization { headers.append("Authorization: \(authorization)") }
        let host = url.split(separator: "/", omittingEmptySubsequences: false).dropFirst(2).first.map(String.init) ?? ""
        let answer = await engine.perform(
            HTTPRequest(
                method: form.map { .post(body: Array($0.utf8)) } ?? .get, url: url, host: host, headers: headers,
                keptBytes: HTTPHandle.longestBody))
        switch answer {
        case .answered(let status, _, let body): return (status, body)
        case .addressRefused:
            throw Unanswered(
                description: "\(host) leads to a private network; web.openID.allowedNetworks can allow it")
        case .failed(let failure, _): throw Unanswered(description: "\(host) was not reached: \(failure)")
        case .brokenOff, .notBegun, .notPossible, .noHandle:
            throw Unanswered(description: "\(host) was not called")
        }
    }
}
