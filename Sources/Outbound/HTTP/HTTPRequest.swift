import Transfers

/// One request of ours, as the thread sends it.
struct HTTPRequest: Sendable {
    enum Method: Sendable {
        case get
        case post(body: [UInt8])
    }

    let method: Method
    let url: String
    /// Host and port, which requests under way are counted by.
    let host: String
    /// Whole lines, without line breaks.
    let headers: [String]
    /// A file of PEM certificates to trust for this request; nil for the engine's.
    var caFile: String?
    /// How much of the answer's body is kept. What goes on longer than ``HTTPHandle/longestBody`` is hung up on.
    var keptBytes = 0
}

/// How a request ended.
enum HTTPAnswer: Sendable {
    /// - Parameters:
    ///   - retryAfter: Seconds, from Retry-After; 0 if it was not given.
    ///   - body: As much as was to be kept, and perhaps cut short.
    case answered(status: Int, retryAfter: Int, body: [UInt8])
    /// The name leads to an address that must not be called.
    case addressRefused
    /// - Parameter wasSentCompletely: Whether the peer may have acted on it.
    case failed(CurlFailure, wasSentCompletely: Bool)
    /// It was under way when the engine stopped.
    case brokenOff
    /// The engine was stopping: nothing was tried.
    case notBegun
    /// libcurl refused what is needed to send it safely.
    case notPossible
    /// libcurl had no memory for it.
    case noHandle
}

/// What connections may be made, and how patiently.
struct HTTPSettings: Sendable {
    /// How many requests to one host may be under way at a time.
    let connectionsPerHost: Int
    /// Seconds until the connection must be up.
    let connectTimeout: Int
    /// Seconds that one request may take.
    let timeout: Int
    let caFile: String?
    let allowInsecureHTTP: Bool
    /// The networks that may be called besides the public internet.
    let allowedNetworks: [IPNetwork]
}
