import CCurl
import Foundation
import Transfers

/// One easy handle with its connection to the reply mailbox. Lives and dies on one thread.
final class IMAPConnection {
    private let settings: IMAPSettings
    fileprivate let breakOff: BreakOff
    private let handle = curl_easy_init()
    private let errorBuffer = UnsafeMutablePointer<CChar>.allocate(capacity: Int(CURL_ERROR_SIZE))
    private var refusedOption: CURLoption?
    private var hasToken = false
    fileprivate(set) var conversation = IMAPConversation()
    fileprivate var received: [UInt8] = []
    fileprivate var limit = 0

    init(_ settings: IMAPSettings, breakOff: BreakOff) {
        self.settings = settings
        self.breakOff = breakOff
        configure()
    }

    deinit {
        close()
        errorBuffer.deallocate()
    }

    /// Asks one question and returns the answer's data.
    ///
    /// - Parameters:
    ///   - place: What follows the folder in the URL, such as `;UIDVALIDITY=1/;UID=2`.
    ///   - command: An IMAP command to say once the folder is open; nil to fetch what the URL names.
    ///   - limit: Bytes of the longest answer that is taken.
    func ask(_ command: String?, at place: String = "", limit: Int) throws(MailboxFailure) -> [UInt8] {
        try takeToken()
        setURL(place)
        note(CURLOPT_CUSTOMREQUEST, quorate_set_string(handle, CURLOPT_CUSTOMREQUEST, command))
        guard handle != nil, refusedOption == nil else {
            throw .unsafeLibrary(option: refusedOption?.rawValue ?? 0)
        }
        conversation = IMAPConversation()
        received = []
        self.limit = limit
        errorBuffer[0] = 0
        let result = curl_easy_perform(handle)
        guard result == CURLE_OK else {
            if result == CURLE_WRITE_ERROR { throw .answerTooLong }
            let failure = CurlFailure(code: result, detail: String(cString: errorBuffer))
            throw conversation.failure(failure, folder: settings.folder, command: command.map(Self.name))
        }
        return received
    }

    /// The command without its arguments, for a sentence.
    private static func name(of command: String) -> String {
        command.split(separator: " ").prefix { $0.allSatisfy(\.isLetter) }.joined(separator: " ")
    }

    /// Shut down first, since libcurl would say farewell and wait for an answer, perhaps of a server that hangs.
    private func close() {
        var socket = curl_socket_t(-1)
        quorate_get_socket(handle, &socket)
        if socket >= 0 {
            shutdown(socket, Int32(SHUT_RDWR))
        }
        curl_easy_cleanup(handle)
    }

    private func setURL(_ place: String) {
        let scheme = settings.security == .implicitTLS ? "imaps" : "imap"
        let folder = settings.folder.replacingOccurrences(of: " ", with: "%20")
        set(CURLOPT_URL, "\(scheme)://\(HostName.inURL(settings.host)):\(settings.port)/\(folder)\(place)")
    }

    private func configure() {
        set(CURLOPT_PROTOCOLS_STR, settings.security == .implicitTLS ? "imaps" : "imap")
        set(CURLOPT_PROXY, "")
        set(CURLOPT_NOSIGNAL, 1)
        set(CURLOPT_CONNECTTIMEOUT, settings.connectTimeout)
        set(CURLOPT_TIMEOUT, settings.timeout)
        set(CURLOPT_SERVER_RESPONSE_TIMEOUT, settings.timeout)
        set(CURLOPT_TCP_KEEPALIVE, 1)
        set(CURLOPT_ERRORBUFFER, pointer: errorBuffer)
        set(CURLOPT_USE_SSL, Int(CURLUSESSL_ALL.rawValue))
        set(CURLOPT_SSLVERSION, CURL_SSLVERSION_TLSv1_2)
        set(CURLOPT_SSL_VERIFYPEER, 1)
        set(CURLOPT_SSL_VERIFYHOST, 2)
        if let caFile = settings.caFile { set(CURLOPT_CAINFO, caFile) }
        configureSignIn()
        configureCallbacks()
    }

    private func configureSignIn() {
        set(CURLOPT_USERNAME, settings.signIn.user)
        // Left to itself libcurl would also try Kerberos, NTLM and the MD5 mechanisms.
        switch settings.signIn.secret {
        case .password(let password):
            set(CURLOPT_PASSWORD, password)
            set(CURLOPT_LOGIN_OPTIONS, "AUTH=PLAIN;AUTH=LOGIN")
        case .tokenFile: set(CURLOPT_LOGIN_OPTIONS, "AUTH=XOAUTH2")
        }
    }

    /// Takes the token as it stands when the first question is asked. With another one on the same handle libcurl would
    /// open a second connection, and at the end wait for the first one's farewell.
    private func takeToken() throws(MailboxFailure) {
        guard !hasToken, case .tokenFile(let path) = settings.signIn.secret else { return }
        do throws(TokenFile.Problem) { set(CURLOPT_XOAUTH2_BEARER, try TokenFile(path).token()) } catch {
            throw .noToken(error.sentence(of: "the reply mailbox"))
        }
        hasToken = true
    }

    private func configureCallbacks() {
        let context = Unmanaged.passUnretained(self).toOpaque()
        set(CURLOPT_HEADERDATA, pointer: context)
        set(CURLOPT_WRITEDATA, pointer: context)
        set(CURLOPT_PREREQDATA, pointer: context)
        set(CURLOPT_XFERINFODATA, pointer: context)
        set(CURLOPT_NOPROGRESS, 0)
        note(CURLOPT_XFERINFOFUNCTION, quorate_set_progress_callback(handle, askWhetherToGoOn))
        note(CURLOPT_HEADERFUNCTION, quorate_set_data_callback(handle, CURLOPT_HEADERFUNCTION, receiveLine))
        note(CURLOPT_WRITEFUNCTION, quorate_set_data_callback(handle, CURLOPT_WRITEFUNCTION, receiveData))
        note(CURLOPT_PREREQFUNCTION, quorate_set_prerequest_callback(handle, noteSignedIn))
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

    /// An option that did not take could mean a password in clear text, so nothing is asked without every one of them.
    private func note(_ option: CURLoption, _ code: CURLcode) {
        if code != CURLE_OK { refusedOption = option }
    }
}

private func connection(_ context: UnsafeMutableRawPointer?) -> IMAPConnection? {
    context.map { Unmanaged<IMAPConnection>.fromOpaque($0).takeUnretainedValue() }
}

private func receiveLine(
    _ buffer: UnsafeMutablePointer<CChar>?, _ size: Int, _ count: Int, _ context: UnsafeMutableRawPointer?
) -> Int {
    if let buffer, let connection = connection(context) {
        connection.conversation.receive(
            UnsafeRawBufferPointer(start: buffer, count: size * count).bindMemory(to: UInt8.self))
    }
    return size * count
}

private func receiveData(
    _ buffer: UnsafeMutablePointer<CChar>?, _ size: Int, _ count: Int, _ context: UnsafeMutableRawPointer?
) -> Int {
    guard let buffer, let connection = connection(context), connection.received.count + size * count <= connection.limit
    else { return 0 }
    connection.received += UnsafeRawBufferPointer(start: buffer, count: size * count)
    return size * count
}

/// Asked at least once a second.
private func askWhetherToGoOn(
    _ context: UnsafeMutableRawPointer?, _: curl_off_t, _: curl_off_t, _: curl_off_t, _: curl_off_t
) -> Int32 {
    connection(context)?.breakOff.isRaised == true ? 1 : 0
}

/// Called between the sign-in and the first command that needs it.
private func noteSignedIn(
    _ context: UnsafeMutableRawPointer?, _ remoteAddress: UnsafeMutablePointer<CChar>?,
    _ localAddress: UnsafeMutablePointer<CChar>?, _ remotePort: Int32, _ localPort: Int32
) -> Int32 {
    connection(context)?.conversation.isSignedIn = true
    return Int32(CURL_PREREQFUNC_OK)
}
