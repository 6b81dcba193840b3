import CCurl
import Foundation
import Transfers

/// One call under way, on one easy handle.
final class WebhookTransfer {
    let job: WebhookJob
    let host: String
    /// False if an option did not take; then it must not be sent.
    private(set) var isReady = true
    private let handle: UnsafeMutableRawPointer
    private var headers: UnsafeMutablePointer<curl_slist>?
    private let errorBuffer = UnsafeMutablePointer<CChar>.allocate(capacity: Int(CURL_ERROR_SIZE))
    private let networkGuard: NetworkGuard
    fileprivate var bodyPosition = 0
    private let receivedBytes = UnsafeMutablePointer<Int>.allocate(capacity: 1)

    init(job: WebhookJob, host: String, handle: UnsafeMutableRawPointer, settings: WebhookSettings) {
        self.job = job
        self.host = host
        self.handle = handle
        errorBuffer[0] = 0
        networkGuard = NetworkGuard(allowing: settings.allowedNetworks)
        receivedBytes.initialize(to: 0)
        configureRequest()
        configureConnection(settings)
    }

    /// Frees what libcurl was lent; call it when the handle no longer runs.
    func release() {
        curl_slist_free_all(headers)
        headers = nil
        errorBuffer.deallocate()
        receivedBytes.deallocate()
    }

    /// What the result means. Call it before `release()`.
    func outcome(_ code: CURLcode) -> DeliveryOutcome {
        var status = 0
        quorate_get_long(handle, CURLINFO_RESPONSE_CODE, &status)
        var retryAfter: curl_off_t = 0
        quorate_get_offset(handle, CURLINFO_RETRY_AFTER, &retryAfter)
        // The status is the answer, also when what follows it was cut short by a time-out or by our own bound.
        if status >= 200 {
            return WebhookAnswer(status: status, retryAfterSeconds: Int(retryAfter), host: host).outcome
        }
        if networkGuard.refused > 0 && code == CURLE_COULDNT_CONNECT {
            return .permanent(
                reason: "The webhook receiver \(host) has no public address, and webhookDelivery.allowedNetworks does "
                    + "not name its network.")
        }
        let failure = CurlFailure(code: code, detail: String(cString: errorBuffer))
        guard wasSentCompletely else { return .unreachable(reason: failure.sentence(peer: "webhook receiver")) }
        return .unknown(
            reason: "The webhook receiver \(host) had the whole call but did not answer it (\(failure.summary)); it "
                + "may have been taken.")
    }

    /// Whether all of it was handed over, on this connection or on one that was lost before.
    private var wasSentCompletely: Bool { bodyPosition >= job.call.body.count }

    private func configureRequest() {
        let call = job.call
        set(CURLOPT_URL, call.url)
        set(CURLOPT_POST, 1)
        note(quorate_set_offset(handle, CURLOPT_POSTFIELDSIZE_LARGE, curl_off_t(call.body.count)))
        // Given piece by piece and never from its beginning again: a body that libcurl holds it would send once more,
        // unasked, when a connection that was kept is dropped before the answer, though the receiver may have the call.
        note(quorate_set_pointer(handle, CURLOPT_READDATA, Unmanaged.passUnretained(self).toOpaque()))
        note(quorate_set_data_callback(handle, CURLOPT_READFUNCTION, giveCallBody))
        // An empty Expect keeps libcurl from asking for permission to send a long body.
        for header in ["Content-Type: application/json", "Expect:"] + identification {
            guard let longer = curl_slist_append(headers, header) else {
                isReady = false
                return
            }
            headers = longer
        }
        note(quorate_set_list(handle, CURLOPT_HTTPHEADER, headers))
        set(CURLOPT_USERAGENT, "Quorate")
    }

    /// What a receiver verifies a call by.
    private var identification: [String] {
        let call = job.call
        guard let signature = call.signing.header(id: call.id, timestamp: call.timestamp, body: call.body) else {
            return []
        }
        return [
            "webhook-id: \(call.id)", "webhook-timestamp: \(call.timestamp)", "webhook-signature: \(signature)",
        ]
    }

    private func configureConnection(_ settings: WebhookSettings) {
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
        if let caFile = job.call.caFile ?? settings.caFile {
            set(CURLOPT_CAINFO, caFile)
        }
        note(quorate_set_pointer(handle, CURLOPT_ERRORBUFFER, errorBuffer))
        note(quorate_set_pointer(handle, CURLOPT_WRITEDATA, receivedBytes))
        note(quorate_set_data_callback(handle, CURLOPT_WRITEFUNCTION, discardBounded))
        // Not retained: the transfer outlives the handle's use of it.
        note(quorate_set_pointer(handle, CURLOPT_OPENSOCKETDATA, Unmanaged.passUnretained(networkGuard).toOpaque()))
        note(quorate_set_socket_callback(handle, openGuardedSocket))
    }

    fileprivate func giveBody(_ buffer: UnsafeMutablePointer<CChar>, room: Int) -> Int {
        let body = job.call.body
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

private func giveCallBody(
    _ buffer: UnsafeMutablePointer<CChar>?, _ size: Int, _ count: Int, _ context: UnsafeMutableRawPointer?
) -> Int {
    guard let buffer, let context else { return Int(CURL_READFUNC_ABORT) }
    let transfer = Unmanaged<WebhookTransfer>.fromOpaque(context).takeUnretainedValue()
    return transfer.giveBody(buffer, room: size * count)
}

/// Counts what a receiver says after the headers, keeps none of it and hangs up when it goes on too long.
private func discardBounded(
    _ buffer: UnsafeMutablePointer<CChar>?, _ size: Int, _ count: Int, _ context: UnsafeMutableRawPointer?
) -> Int {
    guard let received = context?.assumingMemoryBound(to: Int.self) else { return 0 }
    received.pointee += size * count
    return received.pointee <= 65_536 ? size * count : 0
}
