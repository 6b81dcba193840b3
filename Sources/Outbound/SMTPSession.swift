import CCurl
import Foundation
import Transfers

/// One easy handle, which keeps its connection from message to message. Lives and dies on one thread.
final class SMTPSession {
    private let settings: SMTPSettings
    fileprivate let breakOff: BreakOff
    private var handle: UnsafeMutableRawPointer?
    private let errorBuffer = UnsafeMutablePointer<CChar>.allocate(capacity: Int(CURL_ERROR_SIZE))
    private var refusedOption: CURLoption?
    private var token: String?
    fileprivate var conversation: SMTPConversation
    fileprivate var body: [UInt8] = []
    fileprivate var bodyPosition = 0

    init(_ settings: SMTPSettings, breakOff: BreakOff) {
        self.settings = settings
        self.breakOff = breakOff
        conversation = SMTPConversation(signsIn: settings.signsIn)
        open()
    }

    deinit {
        close()
        errorBuffer.deallocate()
    }

    func deliver(_ message: MailMessage) -> DeliveryOutcome {
        if let objection = renewToken() { return .unreachable(reason: objection) }
        // Looked at after the token, with which a connection, and all its options, may be new.
        guard handle != nil, refusedOption == nil else {
            return .unreachable(
                reason: "libcurl refused \(refusedOption.map { "option \($0.rawValue)" } ?? "to start"), so no mail "
                    + "can be sent safely with this version of it.")
        }
        body = message.encoded()
        guard let recipients = curl_slist_append(nil, message.to.address) else {
            return .transient(reason: "Memory ran out while a message was being prepared.")
        }
        defer {
            set(CURLOPT_MAIL_RCPT, list: nil)
            curl_slist_free_all(recipients)
            body = []
        }
        set(CURLOPT_MAIL_FROM, (message.returnPath ?? message.from).address)
        set(CURLOPT_MAIL_RCPT, list: recipients)
        let deadline = ContinuousClock.now + .seconds(settings.timeout)
        var failure = perform(until: deadline)
        if failure != nil && conversation.foundConnectionClosed && ContinuousClock.now < deadline {
            failure = perform(until: deadline, overNewConnection: true)
        }
        let outcome = conversation.outcome(failure: failure, recipient: message.to)
        if failure != nil && !conversation.hasVerdict {
            abandonConnection()
        }
        return outcome
    }

    private func open() {
        handle = curl_easy_init()
        configure()
    }

    private func close() {
        // It says QUIT, whose answer is nobody's any more.
        quorate_set_data_callback(handle, CURLOPT_HEADERFUNCTION, discardData)
        curl_easy_cleanup(handle)
    }

    /// libcurl keeps a connection on which it stopped waiting for the verdict and would take that, when it comes, for
    /// the answer to the next message. Shut down first, since the farewell would wait for an answer too.
    private func abandonConnection() {
        var socket = curl_socket_t(-1)
        quorate_get_socket(handle, &socket)
        if socket >= 0 {
            shutdown(socket, Int32(SHUT_RDWR))
        }
        close()
        open()
        if let token { set(CURLOPT_XOAUTH2_BEARER, token) }
    }

    /// - Parameter deadline: Of the message, however many connections it takes: whoever claimed it counts on that.
    private func perform(until deadline: ContinuousClock.Instant, overNewConnection: Bool = false) -> CurlFailure? {
        let left = (deadline - .now) / .milliseconds(1)
        set(CURLOPT_TIMEOUT_MS, max(1, Int(left)))
        set(CURLOPT_FRESH_CONNECT, overNewConnection ? 1 : 0)
        conversation.begin()
        bodyPosition = 0
        errorBuffer[0] = 0
        let code = curl_easy_perform(handle)
        return code == CURLE_OK ? nil : CurlFailure(code: code, detail: String(cString: errorBuffer))
    }

    private func configure() {
        let scheme = settings.security == .implicitTLS ? "smtps" : "smtp"
        // libcurl takes the name for EHLO from the path.
        set(CURLOPT_URL, "\(scheme)://\(HostName.inURL(settings.host)):\(settings.port)/\(settings.heloName ?? "")")
        set(CURLOPT_PROTOCOLS_STR, scheme)
        set(CURLOPT_PROXY, "")
        set(CURLOPT_NOSIGNAL, 1)
        set(CURLOPT_CONNECTTIMEOUT, settings.connectTimeout)
        set(CURLOPT_SERVER_RESPONSE_TIMEOUT, settings.timeout)
        set(CURLOPT_TCP_KEEPALIVE, 1)
        set(CURLOPT_UPLOAD, 1)
        // Its buffers come and go with every message; those of the usual 64 KiB would be asked of the system each time.
        set(CURLOPT_UPLOAD_BUFFERSIZE, 16_384)
        set(CURLOPT_ERRORBUFFER, pointer: errorBuffer)
        configureTLS()
        configureSignIn()
        configureCallbacks()
    }

    private func configureTLS() {
        set(CURLOPT_USE_SSL, settings.security == .none ? Int(CURLUSESSL_NONE.rawValue) : Int(CURLUSESSL_ALL.rawValue))
        set(CURLOPT_SSLVERSION, CURL_SSLVERSION_TLSv1_2)
        set(CURLOPT_SSL_VERIFYPEER, 1)
        set(CURLOPT_SSL_VERIFYHOST, 2)
        if let caFile = settings.caFile {
            set(CURLOPT_CAINFO, caFile)
        }
    }

    private func configureSignIn() {
        guard let credentials = settings.credentials else { return }
        set(CURLOPT_USERNAME, credentials.username)
        if settings.authentication == .xoauth2 {
            set(CURLOPT_XOAUTH2_BEARER, credentials.password)
        } else {
            set(CURLOPT_PASSWORD, credentials.password)
        }
        // Left to itself libcurl would also try Kerberos, NTLM and the MD5 mechanisms.
        let mechanisms =
            switch settings.authentication {
            case .automatic: "AUTH=PLAIN;AUTH=LOGIN"
            case .plain: "AUTH=PLAIN"
            case .login: "AUTH=LOGIN"
            case .xoauth2: "AUTH=XOAUTH2"
            }
        set(CURLOPT_LOGIN_OPTIONS, mechanisms)
    }

    /// Takes the token as it now stands. A connection that signed in with an earlier one is given up: libcurl would not
    /// use it again, and at the end wait for its farewell.
    ///
    /// - Returns: Why it cannot be had; `nil` if it can, or none is needed.
    private func renewToken() -> String? {
        guard let file = settings.tokenFile, settings.credentials != nil else { return nil }
        do throws(TokenFile.Problem) {
            let now = try TokenFile(file).token()
            guard now != token else { return nil }
            if token != nil { abandonConnection() }
            set(CURLOPT_XOAUTH2_BEARER, now)
            token = now
            return nil
        } catch { return error.sentence(of: "the mail server") }
    }

    private func configureCallbacks() {
        let context = Unmanaged.passUnretained(self).toOpaque()
        set(CURLOPT_HEADERDATA, pointer: context)
        set(CURLOPT_READDATA, pointer: context)
        set(CURLOPT_PREREQDATA, pointer: context)
        set(CURLOPT_XFERINFODATA, pointer: context)
        set(CURLOPT_NOPROGRESS, 0)
        note(CURLOPT_XFERINFOFUNCTION, quorate_set_progress_callback(handle, askWhetherToGoOn))
        note(CURLOPT_HEADERFUNCTION, quorate_set_data_callback(handle, CURLOPT_HEADERFUNCTION, receiveReplyLine))
        note(CURLOPT_READFUNCTION, quorate_set_data_callback(handle, CURLOPT_READFUNCTION, giveBody))
        note(CURLOPT_WRITEFUNCTION, quorate_set_data_callback(handle, CURLOPT_WRITEFUNCTION, discardData))
        note(CURLOPT_PREREQFUNCTION, quorate_set_prerequest_callback(handle, checkBeforeSending))
    }

    private func set(_ option: CURLoption, _ value: Int) {
        note(option, quorate_set_long(handle, option, value))
    }

    private func set(_ option: CURLoption, _ value: String) {
        note(option, quorate_set_string(handle, option, value))
    }

    private func set(_ option: CURLoption, pointer: UnsafeMutableRawPointer) {
        note(option, quorate_set_pointer(handle, option, pointer))
    }

    private func set(_ option: CURLoption, list: UnsafeMutablePointer<curl_slist>?) {
        note(option, quorate_set_list(handle, option, list))
    }

    /// An option that did not take could mean mail in clear text, so nothing is sent without every one of them.
    private func note(_ option: CURLoption, _ code: CURLcode) {
        if code != CURLE_OK { refusedOption = option }
    }
}

private func session(_ context: UnsafeMutableRawPointer?) -> SMTPSession? {
    context.map { Unmanaged<SMTPSession>.fromOpaque($0).takeUnretainedValue() }
}

private func receiveReplyLine(
    _ buffer: UnsafeMutablePointer<CChar>?, _ size: Int, _ count: Int, _ context: UnsafeMutableRawPointer?
) -> Int {
    if let buffer, let session = session(context) {
        let bytes = UnsafeRawBufferPointer(start: buffer, count: size * count).bindMemory(to: UInt8.self)
        session.conversation.receive(bytes)
    }
    return size * count
}

/// Asked at least once a second: ending here closes the connection without the dot that would complete a message.
private func askWhetherToGoOn(
    _ context: UnsafeMutableRawPointer?, _: curl_off_t, _: curl_off_t, _: curl_off_t, _: curl_off_t
) -> Int32 {
    session(context)?.breakOff.isRaised == true ? 1 : 0
}

private func giveBody(
    _ buffer: UnsafeMutablePointer<CChar>?, _ size: Int, _ count: Int, _ context: UnsafeMutableRawPointer?
) -> Int {
    guard let buffer, let session = session(context), session.conversation.mayGiveBody() else {
        return Int(CURL_READFUNC_ABORT)
    }
    let length = min(size * count, session.body.count - session.bodyPosition)
    guard length > 0 else {
        session.conversation.bodyIsComplete()
        return 0
    }
    session.body.withUnsafeBytes { bytes in
        UnsafeMutableRawPointer(buffer).copyMemory(from: bytes.baseAddress! + session.bodyPosition, byteCount: length)
    }
    session.bodyPosition += length
    return length
}

func discardData(
    _ buffer: UnsafeMutablePointer<CChar>?, _ size: Int, _ count: Int, _ context: UnsafeMutableRawPointer?
) -> Int {
    size * count
}

private func checkBeforeSending(
    _ context: UnsafeMutableRawPointer?, _ remoteAddress: UnsafeMutablePointer<CChar>?,
    _ localAddress: UnsafeMutablePointer<CChar>?, _ remotePort: Int32, _ localPort: Int32
) -> Int32 {
    session(context)?.conversation.mayStart() == true ? Int32(CURL_PREREQFUNC_OK) : Int32(CURL_PREREQFUNC_ABORT)
}
