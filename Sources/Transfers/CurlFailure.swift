import CCurl

/// A failed transfer in libcurl's terms, and in a sentence.
package struct CurlFailure: Sendable {
    package enum Kind: Equatable, Sendable {
        case nameNotFound
        case notReachable
        case timedOut
        case noTLS
        case certificateNotTrusted
        case handshakeFailed
        case certificateFile
        case signInRefused
        case connectionLost
        case other
    }

    package let code: CURLcode
    /// libcurl's own words, which may name the host; empty if it had none.
    package let detail: String

    package init(code: CURLcode, detail: String) {
        self.code = code
        self.detail = detail
    }

    package var kind: Kind {
        switch code {
        case CURLE_COULDNT_RESOLVE_HOST: .nameNotFound
        case CURLE_COULDNT_CONNECT: .notReachable
        case CURLE_OPERATION_TIMEDOUT: .timedOut
        case CURLE_USE_SSL_FAILED: .noTLS
        case CURLE_PEER_FAILED_VERIFICATION: .certificateNotTrusted
        case CURLE_SSL_CONNECT_ERROR: .handshakeFailed
        case CURLE_SSL_CACERT_BADFILE: .certificateFile
        case CURLE_LOGIN_DENIED: .signInRefused
        case CURLE_SEND_ERROR, CURLE_RECV_ERROR, CURLE_GOT_NOTHING, CURLE_PARTIAL_FILE: .connectionLost
        default: .other
        }
    }

    /// libcurl's name for it, with its number.
    package var summary: String {
        "\(String(cString: curl_easy_strerror(code))), libcurl code \(code.rawValue)"
    }

    /// A sentence for an operator.
    ///
    /// - Parameter peer: "mail server", "receiver": what the other side is called.
    package func sentence(peer: String) -> String {
        let details = detail.isEmpty ? "" : " (\(detail))"
        switch kind {
        case .nameNotFound:
            return "The name of the \(peer) could not be resolved\(details)."
        case .notReachable:
            return "The \(peer) could not be reached\(details)."
        case .timedOut:
            return "The \(peer) did not answer in time\(details)."
        case .noTLS:
            return "TLS with the \(peer) could not be had although it is required\(details)."
        case .certificateNotTrusted:
            return "The certificate of the \(peer) is not trusted\(details); check the caFile setting and the host."
        case .handshakeFailed:
            return "TLS with the \(peer) could not be agreed\(details)."
        case .certificateFile:
            return "The file of trusted certificates for the \(peer) could not be read\(details)."
        case .signInRefused:
            return "The \(peer) refused the user name or the password."
        case .connectionLost:
            return "The connection to the \(peer) was lost\(details)."
        case .other:
            return "The transfer to the \(peer) failed: \(summary)\(details)."
        }
    }
}

/// libcurl, initialised once for the process.
package enum LibCurl {
    package static let isReady: Bool = {
        // libcurl and the templates ask for much with every message and give it all back; without this glibc would
        // return it to the kernel each time, which costs a fifth of the time that a message takes.
        quorate_keep_freed_memory(16 << 20)
        return curl_global_init(Int(CURL_GLOBAL_DEFAULT)) == CURLE_OK
    }()
}
