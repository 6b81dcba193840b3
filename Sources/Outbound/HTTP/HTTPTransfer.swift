import CCurl
import Foundation
import Transfers

/// One request under way, on one easy handle.
final class HTTPTransfer {
    let job: HTTPJob
    /// False if an option did not take; then it must not be sent.
    private(set) var isReady = true
    private let handle: UnsafeMutableRawPointer
    private var headers: UnsafeMutablePointer<curl_slist>?
    private let errorBuffer = UnsafeMutablePointer<CChar>.allocate(capacity: Int(CURL_ERROR_SIZE))
    private let networkGuard: NetworkGuard
    fileprivate var bodyPosition = 0
    private let received: ReceivedBody

    /// Bytes after which an answer is hung up on.
    static let longestBody = 65_536

    init(job: HTTPJob, handle: UnsafeMutableRawPointer, settings: HTTPSettings) {
        self.job = job
        self.handle = handle
        errorBuffer[0] = 0
        networkGuard = NetworkGuard(allowing: settings.allowedNetworks)
        received = ReceivedBody(keeping: job.request.keptBytes)
        configureRequest()
        configureConnection(settings)
    }

    /// Frees what libcurl was lent; call it when the handle no longer runs.
    func release() {
        curl_slist_free_all(headers)
        headers = nil
        errorBuffer.deallocate()
    }

    /// What the result means. Call it before `release()`.
    func answer(_ code: CURLcode) -> HTTPAnswer {
        var status = 0
        quorate_get_long(handle, CURLINFO_RESPONSE_CODE, &status)
        var retryAfter: curl_off_t = 0
        quorate_get_offset(handle, CURLINFO_RETRY_AFTER, &retryAfter)
        // The status is the answer, also when what follows it was cut short by a time-out or by our own bound.
        if status >= 200 { return .answered(status: status, retryAfter: Int(retryAfter), body: received.kept) }
        if networkGuard.refused > 0 && code == CURLE_COULDNT_CONNECT { return .addressRefused }
        return .failed(
            CurlFailure(code: code, detail: String(cString: errorBuffer)), wasSentCompletely: wasSentCompletely)
    }

    /// Whether all of it was handed over, on this connection or on one that was lost before. Never true of a request
    /// without a body: to ask again does no harm.
    private var wasSentCompletely: Bool {
        guard case .post(let body) = job.request.method else { return false }
        return !body.isEmpty && bodyPosition >= body.count
    }

    private func configureRequest() {
        set(CURLOPT_URL, job.request.url)
        if case .post(let body) = job.request.method { configure(body) }
        // An empty Expect keeps libcurl from asking for permission to send a long body.
        for header in job.request.headers + ["Expect:"] {
            guard let longer = curl_slist_append(headers, header) else {
                isReady = false
                return
            }
            headers = longer
        }
        note(quorate_set_list(handle, CURLOPT_HTTPHEADER, headers))
        set(CURLOPT_USERAGENT, "Quorate")
    }

    private func configure(_ body: [UInt8]) {
        set(CURLOPT_POST, 1)
        note(quorate_set_offset(handle, CURLOPT_POSTFIELDSIZE_LARGE, curl_off_t(body.count)))
        // Given piece by piece and never from its beginning again: a body that libcurl holds it would send once more,
        // unasked, when a connection that was kept is dropped before the answer, though the peer may have it all.
        note(quorate_set_pointer(handle, CURLOPT_READDATA, Unmanaged.passUnretained(self).toOpaque()))
        note(quorate_set_data_callback(handle, CURLOPT_READFUNCTION, giveRequestBody))
    }

    private func configureConnection(_ settings: HTTPSettings) {
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
        if let caFile = job.request.caFile ?? settings.caFile {
            set(CURLOPT_CAINFO, caFile)
        }
        note(quorate_set_pointer(handle, CURLOPT_ERRORBUFFER, errorBuffer))
        // Not retained, nor is the guard: the transfer outlives the handle's use of them.
        note(quorate_set_pointer(handle, CURLOPT_WRITEDATA, Unmanaged.passUnretained(received).toOpaque()))
        note(quorate_set_data_callback(handle, CURLOPT_WRITEFUNCTION, takeBounded))
        note(quorate_set_pointer(handle, CURLOPT_OPENSOCKETDATA, Unmanaged.passUnretained(networkGuard).toOpaque()))
        note(quorate_set_socket_callback(handle, openGuardedSocket))
    }

    fileprivate func giveBody(_ buffer: UnsafeMutablePointer<CChar>, room: Int) -> Int {
        guard case .post(let body) = job.request.method else { return 0 }
        let length = min(room, body.count - bodyPosition)
        guard length > 0 else { return 0 }
        body.withUnsafeBytes { bytes in
            UnsafeMutableRawPointer(buffer).copyMemory(from: bytes.baseAddress! + bodyPosition, byteCount: length)
        }
        bodyPosition += length
        return length
    }

    private func set(_ option: CURLoption, _ value: Int) {
        note(quorate_set_long(handle, option, value))
    }

    private func set(_ option: CURLoption, _ value: String) {
        note(quorate_set_string(handle, option, value))
    }

    private func note(_ code: CURLcode) {
        if code != CURLE_OK { isReady = false }
    }
}

private func giveRequestBody(
    _ buffer: UnsafeMutablePointer<CChar>?, _ size: Int, _ count: Int, _ context: UnsafeMutableRawPointer?
) -> Int {
    guard let buffer, let context else { return Int(CURL_READFUNC_ABORT) }
    let transfer = Unmanaged<HTTPTransfer>.fromOpaque(context).takeUnretainedValue()
    return transfer.giveBody(buffer, room: size * count)
}

/// What a peer says after the headers, as far as it is kept.
private final class ReceivedBody {
    private let limit: Int
    private(set) var kept: [UInt8] = []
    private var count = 0

    init(keeping limit: Int) { self.limit = limit }

    /// - Returns: Whether it may go on.
    func take(_ bytes: UnsafeRawBufferPointer) -> Bool {
        count += bytes.count
        kept += bytes.prefix(max(0, limit - kept.count))
        return count <= HTTPTransfer.longestBody
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
