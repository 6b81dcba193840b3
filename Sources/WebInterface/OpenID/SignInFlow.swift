import Crypto
import Foundation
import Persistence
import WorkingDays

/// One way to the provider and back: what only the browser that began it holds.
struct SignInFlow: Codable, Sendable, Equatable {
    let state: String
    let nonce: String
    /// What proves to the provider that the code came back to whoever asked for it.
    let verifier: String
    /// Where somebody wanted to go.
    let to: String?
    /// The second, since 1970, at which it is no longer good.
    let expiresAt: Int64

    /// Minutes that somebody may spend at the provider.
    static let minutes = 10

    init(to: String?, now: Timestamp) {
        (state, nonce, verifier) = (SecretToken().text, SecretToken().text, SecretToken().text)
        self.to = to
        expiresAt = now.adding(seconds: Self.minutes * 60).seconds
    }

    /// - Source: RFC 7636, 4.2.
    var challenge: String { Base64URL.encoded(Data(SHA256.hash(data: Data(verifier.utf8)))) }
}

/// Seals a flow for the browser that carries it, with keys that follow from the master keys.
struct FlowSeal: Sendable {
    private let keys: [SymmetricKey]

    init(_ masters: MasterKeys) {
        keys = masters.derivedBytes(for: "quorate sign-in flow 1").map { SymmetricKey(data: $0) }
    }

    func seal(_ flow: SignInFlow) throws -> String {
        // The nonce has the standard length, so the combined form is always there.
        Base64URL.encoded(try AES.GCM.seal(JSONEncoder().encode(flow), using: keys[0]).combined!)
    }

    /// - Returns: `nil` for what was not sealed here, or has run out.
    func open(_ text: String?, now: Timestamp) -> SignInFlow? {
        guard let sealed = text.flatMap({ Base64URL.decoded($0) }), let box = try? AES.GCM.SealedBox(combined: sealed)
        else { return nil }
        let plain = keys.lazy.compactMap { try? AES.GCM.open(box, using: $0) }.first
        guard let flow = plain.flatMap({ try? JSONDecoder().decode(SignInFlow.self, from: $0) }),
            now.seconds < flow.expiresAt
        else { return nil }
        return flow
    }
}
