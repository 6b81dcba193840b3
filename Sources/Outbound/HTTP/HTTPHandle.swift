import CCurl
import Foundation
import Transfers

/// One of libcurl's easy handles, and the request that it has under way.
///
/// What is set once for a destination stays set: the next request to the same place brings its headers and body only.
final class HTTPHandle {
    let curl: UnsafeMutableRawPointer
    /// Where it is set up to go.
    private(set) var destination: Destination?
    private let settings: HTTPSettings
    /// False if an option did not take; then it must not be sent.
    private var isReady = true
    private var headers: UnsafeMutablePointer<curl_slist>?
    private let errorBuffer = UnsafeMutablePointer<CChar>.allocate(capacity: Int(CURL_ERROR_SIZE))
    private let networkGuard: NetworkGuard
    private let received = ReceivedBody()
    /// The present request's; 0 for one without a body.
    private var bodyCount = 0
    /// On how many connections the present request was begun.
    private var beginnings = 0

    /// Bytes after which an answer is hung up on.
    static let longestBody = 65_536

    /// What a handle is set up for.
    struct Destination: Equatable {
        let url: String
        let caFile: String?
        let isPost: Bool

        init(of request: HTTPRequest) {
            (url, caFile) = (request.url, request.caFile)
            if case .post = request.method { isPost = true } else { isPost = false }
        }
    }

    /// - Returns: `nil` when libcurl has no memory for it.
    init?(settings: HTTPSettings) {
        guard let curl = curl_easy_init() else { return nil }
        self.curl = curl
        self.settings = settings
        networkGuard = NetworkGuard(allowing: settings.allowedNetworks)
    }

    deinit {
        curl_easy_cleanup(curl)
        curl_slist_free_all(headers)
        errorBuffer.deallocate()
    }

    /// Sets it up for a request.
    ///
    /// - Returns: Whether all of it took; otherwise it must not be sent.
    func prepare(_ request: HTTPRequest) -> Bool {
        let next = Destination(of: request)
        if destination != next || !isReady {
            curl_easy_reset(curl)
            isReady = true
            destination = next
            configure(next)
        }
        errorBuffer[0] = 0
        beginnings = 0
        networkGuard.forgetRefusals()
        received.begin(keeping: request.keptBytes)
        setHeaders(request.headers)
        bodyCount = 0
        if case .post(let body) = request.method { setBody(body) }
        return isReady
    }

    /// What the result means.
    func answer(_ code: CURLcode) -> HTTPAnswer {
        var status = 0
        quorate_get_long(curl, CURLINFO_RESPONSE_CODE, &status)
        var retryAfter: curl_off_t = 0
        quorate_get_offset(curl, CURLINFO_RETRY_AFTER, &retryAfter)
        // The status is the answer, also when what follows it was cut short by a time-out or by our own bound.
        if status >= 200 { return .answered(status: status, retryAfter: Int(retryAfter), body: received.kept) }
        if networkGuard.refused > 0 && code == CURLE_COULDNT_CONNECT { return .addressRefused }
        // Ended by us, rather than begin again: the connection was lost before the answer.
        let isRepeat = code == CURLE_ABORTED_BY_CALLBACK
        let failure =
            isRepeat
            ? CurlFailure(code: CURLE_GOT_NOTHING, detail: "")
            : CurlFailure(code: code, detail: String(cString: errorBuffer))
        return .failed(failure, wasSentCompletely: bodyCount > 0 && (isRepeat || wasUploaded))
    }

    /// Whether the body was handed over whole. Never asked of a request without one: to ask again does no harm.
    private var wasUploaded: Bool {
        var count: curl_off_t = 0
        quorate_get_offset(curl, CURLINFO_SIZE_UPLOAD_T, &count)
        return count >= curl_off_t(bodyCount)
    }

    private func setHeaders(_ lines: [String]) {
        curl_slist_free_all(headers)
        headers = nil
        // An empty Expect keeps libcurl from asking for permission to send a long body.
        append("Expect:")
        for line in lines { append(line) }
        note(quorate_set_list(curl, CURLOPT_HTTPHEADER, headers))
    }

    private func append(_ header: String) {
        if let longer = curl_slist_append(headers, header) { headers = longer } else { isReady = false }
    }

    /// libcurl takes a copy, which leaves together with the headers if it is small.
    private func setBody(_ body: [UInt8]) {
        bodyCount = body.count
        note(quorate_set_offset(curl, CURLOPT_POSTFIELDSIZE_LARGE, curl_off_t(body.count)))
        // Of one that is empty libcurl wants an address all the same.
        var body = body.isEmpty ? [0] : body
        body.withUnsafeMutableBytes { note(quorate_set_pointer(curl, CURLOPT_COPYPOSTFIELDS, $0.baseAddress)) }
    }

    private func configure(_ destination: Destination) {
        set(CURLOPT_URL, destination.url)
        set(CURLOPT_USERAGENT, "Quorate")
        set(CURLOPT_PROTOCOLS_STR, settings.allowInsecureHTTP ? "https,http" : "https")
        set(CURLOPT_PROXY, "")
        set(CURLOPT_FOLLOWLOCATION, 0)
        set(CURLOPT_HTTP_VERSION, CURL_HTTP_VERSION_1_1)
        set(CURLOPT_NOSIGNAL, 1)
        set(CURLOPT_CONNECTTIMEOUT, settings.connectTimeout)
        set(CURLOPT_TIMEOUT, settings.timeout)
        set(CURLOPT_SSLVERSION, CURL_SSLVERSION_TLSv1_2)
        set(CURLOPT_SSL_VERIFYPEER, 1)
        set(CURLOPT_SSL_VERIFYHOST, 2)
        if let caFile = destination.caFile ?? settings.caFile { set(CURLOPT_CAINFO, caFile) }
        configureCallbacks(isPost: destination.isPost)
    }

    /// Not retained, and this neither: they live as long as the handle.
    private func configureCallbacks(isPost: Bool) {
        note(quorate_set_pointer(curl, CURLOPT_ERRORBUFFER, errorBuffer))
        note(quorate_set_pointer(curl, CURLOPT_WRITEDATA, Unmanaged.passUnretained(received).toOpaque()))
        note(quorate_set_data_callback(curl, CURLOPT_WRITEFUNCTION, takeBounded))
        note(quorate_set_pointer(curl, CURLOPT_OPENSOCKETDATA, Unmanaged.passUnretained(networkGuard).toOpaque()))
        note(quorate_set_socket_callback(curl, openGuardedSocket))
        guard isPost else { return }
        set(CURLOPT_POST, 1)
        note(quorate_set_pointer(curl, CURLOPT_PREREQDATA, Unmanaged.passUnretained(self).toOpaque()))
        note(quorate_set_prerequest_callback(curl, beginOnce))
    }

    /// Whether the request may go out on the connection that is ready.
    ///
    /// libcurl would send it once more, unasked, when a connection that was kept is dropped before the answer, though
    /// the peer may have it all.
    fileprivate func mayBegin() -> Bool {
        beginnings += 1
        return beginnings == 1 || bodyCount == 0
    }

    private func set(_ option: CURLoption, _ value: Int) { note(quorate_set_long(curl, option, value)) }

    private func set(_ option: CURLoption, _ value: String) { note(quorate_set_string(curl, option, value)) }

    private func note(_ code: CURLcode) {
        if code != CURLE_OK { isReady = false }
    }
}

/// For `CURLOPT_PREREQFUNCTION`: asks an ``HTTPHandle``, which is the context.
private func beginOnce(
    _ context: UnsafeMutableRawPointer?, _: UnsafeMutablePointer<CChar>?, _: UnsafeMutablePointer<CChar>?, _: Int32,
    _: Int32
) -> Int32 {
    guard let context else { return Int32(CURL_PREREQFUNC_ABORT) }
    let handle = Unmanaged<HTTPHandle>.fromOpaque(context).takeUnretainedValue()
    return handle.mayBegin() ? Int32(CURL_PREREQFUNC_OK) : Int32(CURL_PREREQFUNC_ABORT)
}

/// What a peer says after the headers, as far as it is kept.
private final class ReceivedBody {
    private var limit = 0
    private(set) var kept: [UInt8] = []
    private var count = 0

    func begin(keeping limit: Int) {
        self.limit = limit
        kept = []
        count = 0
    }

    /// - Returns: Whether it may go on.
    func take(_ bytes: UnsafeRawBufferPointer) -> Bool {
        count += bytes.count
        kept += bytes.prefix(max(0, limit - kept.count))
        return count <= HTTPHandle.longestBody
    }
}

/// For `CURLOPT_WRITEFUNCTION`: hands on to a ``ReceivedBody``, which is the context, and hangs up when it goes on too
/// long.
private func takeBounded(
    _ buffer: UnsafeMutablePointer<CChar>?, _ size: Int, _ count: Int, _ context: UnsafeMutableRawPointer?
) -> Int {
    guard let context else { return 0 }
    let received = Unmanaged<ReceivedBody>.fromOpaque(context).takeUnretainedValue()
    return received.take(UnsafeRawBufferPointer(start: buffer, count: size * count)) ? size * count : 0
}
