import Crypto
import CryptoExtras
import Foundation
import Persistence
import TestStores
import Testing
import WorkingDays

@testable import WebInterface

/// Signs tokens as a provider does, and as somebody who would like to be one.
struct TokenForge {
    private let rsa: _RSA.Signing.PrivateKey
    private let curve = P256.Signing.PrivateKey()

    static let now = Timestamp(seconds: 1_800_000_000)
    static let expected = IDToken.Expected(
        issuer: "https://login.example.org", clientID: "quorate", nonce: "n-1", groupsClaim: "groups", now: now)

    init() throws { rsa = try _RSA.Signing.PrivateKey(keySize: .bits2048) }

    /// The keys as the provider publishes them.
    var keys: ProviderKeys {
        get throws {
            let numbers = try rsa.publicKey.getKeyPrimitives()
            let point = curve.publicKey.rawRepresentation
            return try JSONDecoder().decode(
                ProviderKeys.self,
                from: JSONSerialization.data(withJSONObject: [
                    "keys": [
                        [
                            "kty": "RSA", "kid": "r", "use": "sig", "n": Base64URL.encoded(numbers.modulus),
                            "e": Base64URL.encoded(numbers.publicExponent),
                        ],
                        [
                            "kty": "EC", "kid": "e", "crv": "P-256", "x": Base64URL.encoded(point.prefix(32)),
                            "y": Base64URL.encoded(point.suffix(32)),
                        ],
                        ["kty": "oct", "kid": "o", "k": "c2VjcmV0"],
                    ]
                ]))
        }
    }

    static func claims(_ changes: [String: Any?] = [:]) -> [String: Any] {
        let standard: [String: Any?] = [
            "iss": "https://login.example.org", "aud": "quorate", "sub": "s-1", "nonce": "n-1",
            "exp": now.seconds + 300, "iat": now.seconds - 5, "preferred_username": "anna",
            "groups": ["Conference team"],
        ]
        return standard.merging(changes) { $1 }.compactMapValues { $0 }
    }

    func token(
        _ claims: [String: Any] = Self.claims(), header: [String: Any] = ["alg": "RS256", "kid": "r"]
    ) throws -> String {
        let parts = try [header, claims].map { Base64URL.encoded(try JSONSerialization.data(withJSONObject: $0)) }
        let message = Data(parts.joined(separator: ".").utf8)
        let signature: Data =
            switch header["alg"] as? String {
            case "RS256":
                try rsa.signature(for: SHA256.hash(data: message), padding: .insecurePKCS1v1_5).rawRepresentation
            case "PS256": try rsa.signature(for: SHA256.hash(data: message), padding: .PSS).rawRepresentation
            case "ES256": try curve.signature(for: SHA256.hash(data: message)).rawRepresentation
            case "HS256":
                // With what is public as the secret: what a careless reader would take.
                Data(
                    HMAC<SHA256>.authenticationCode(
                        for: message, using: SymmetricKey(data: rsa.publicKey.derRepresentation)))
            default: Data()
            }
        return "\(parts.joined(separator: ".")).\(Base64URL.encoded(signature))"
    }
}

@Suite("An ID token")
struct IDTokenTests {
    private func read(_ token: String, _ forge: TokenForge) throws -> IDToken {
        try IDToken(token, keys: forge.keys, expected: TokenForge.expected)
    }

    @Test("is taken when one of the provider's keys has signed it for us and for this sign-in")
    func taken() throws {
        let forge = try TokenForge()
        for header in [
            ["alg": "RS256", "kid": "r"], ["alg": "ES256", "kid": "e"], ["alg": "RS256"], ["alg": "ES256"],
        ] {
            let token = try read(forge.token(header: header), forge)
            #expect(token.subject == "s-1" && token.preferredName == "anna" && token.groups == ["Conference team"])
        }
        let two = TokenForge.claims(["aud": ["other", "quorate"], "azp": "quorate"])
        #expect(try read(forge.token(two), forge).subject == "s-1")
        #expect(try read(forge.token(TokenForge.claims(["groups": "One"])), forge).groups == ["One"])
        #expect(try read(forge.token(TokenForge.claims(["groups": nil])), forge).groups == [])
    }

    @Test("is refused when it proves something else")
    func refused() throws {
        let forge = try TokenForge()
        let now = TokenForge.now.seconds
        let changes: [[String: Any?]] = [
            ["iss": "https://evil.example"], ["iss": "https://login.example.org/"], ["iss": nil], ["aud": "other"],
            ["aud": nil], ["aud": ["quorate", "other"]], ["azp": "other"], ["exp": now - 61], ["exp": nil],
            ["exp": "never"], ["iat": now + 61], ["iat": nil], ["nonce": "n-2"], ["nonce": nil], ["sub": ""],
            ["sub": nil], ["sub": String(repeating: "s", count: 256)],
        ]
        for change in changes {
            let token = try forge.token(TokenForge.claims(change))
            #expect(throws: OpenIDFault.self, "\(change)") { try read(token, forge) }
        }
    }

    @Test("is refused when it is not signed, or not so that only the provider could have")
    func unsigned() throws {
        let (forge, other) = (try TokenForge(), try TokenForge())
        let headers: [[String: Any]] = [
            ["alg": "none"], ["alg": "None"], ["alg": "HS256", "kid": "r"], ["alg": "HS256", "kid": "o"],
            ["alg": "PS256", "kid": "r"], ["alg": "RS256", "kid": "e"], ["alg": "ES256", "kid": "r"],
            ["alg": "RS256", "kid": "unknown"], ["alg": "RS256", "kid": "r", "crit": ["b64"]], ["kid": "r"],
        ]
        for header in headers {
            let token = try forge.token(header: header)
            #expect(throws: OpenIDFault.self, "\(header)") { try read(token, forge) }
        }
        #expect(throws: OpenIDFault.self) { try read(other.token(), forge) }
        let parts = try forge.token().split(separator: ".").map(String.init)
        let claims = Base64URL.encoded(
            try JSONSerialization.data(withJSONObject: TokenForge.claims(["sub": "somebody-else"])))
        for text in [
            "\(parts[0]).\(claims).\(parts[2])", "\(parts[0]).\(parts[1]).", "\(parts[0]).\(parts[1])", "",
            "..", "\(parts[0]).\(parts[1]).\(parts[2]).", "\(parts[0]).\(parts[1]).\(parts[2])=",
        ] {
            #expect(throws: OpenIDFault.self, "\(text)") { try read(text, forge) }
        }
    }
}

@Suite("The way to the provider and back")
struct SignInFlowTests {
    /// RFC 7636, appendix B.
    @Test("is proved by the challenge of the standard")
    func challenge() throws {
        let text = #"{"state":"s","nonce":"n","verifier":"dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk","expiresAt":9}"#
        let flow = try JSONDecoder().decode(SignInFlow.self, from: Data(text.utf8))
        #expect(flow.challenge == "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM")
    }

    @Test("is carried by the browser sealed, and for ten minutes")
    func seal() throws {
        let (seal, other) = (FlowSeal(.forTests), FlowSeal(.init(bytes: [Array(repeating: 9, count: 32)])))
        let flow = SignInFlow(to: "/today", now: TokenForge.now)
        let sealed = try seal.seal(flow)
        #expect(!sealed.contains(flow.verifier))
        #expect(seal.open(sealed, now: TokenForge.now.adding(seconds: 599)) == flow)
        #expect(seal.open(sealed, now: TokenForge.now.adding(seconds: 600)) == nil)
        #expect(other.open(sealed, now: TokenForge.now) == nil)
        #expect(seal.open(nil, now: TokenForge.now) == nil && seal.open("x", now: TokenForge.now) == nil)
        #expect(seal.open(String(sealed.dropLast(2)) + "AA", now: TokenForge.now) == nil)
    }

    @Test("leads to our own paths alone")
    func paths() {
        for path in ["/", "/today", "/users?x=1", "/conferences/HB-1"] { #expect(OwnPath.checked(path) == path) }
        for path in [
            "", "today", "//evil.example", "/\\evil.example", "https://evil.example", "/a b", "/a\r\nb", "/é", nil,
        ] {
            #expect(OwnPath.checked(path) == nil)
        }
    }
}

@Suite("The provider")
struct IdentityProviderTests {
    /// What was asked of it.
    actor Asked {
        private(set) var forms: [String] = []
        private(set) var authorizations: [String?] = []
        private(set) var urls: [String] = []

        func note(_ url: String, _ form: String?, _ authorization: String?) {
            urls.append(url)
            if let form {
                forms.append(form)
                authorizations.append(authorization)
            }
        }
    }

    private func provider(_ asked: Asked, issuer: String = "https://login.example.org") -> IdentityProvider {
        let settings = OpenIDSettings(
            issuer: "https://login.example.org", clientID: "quo rate", clientSecret: "p:w", scope: "openid profile",
            groupsClaim: "groups", roles: [:], label: ""
        ) { url, form, authorization in
            await asked.note(url, form, authorization)
            let text =
                switch url {
                case "https://login.example.org/.well-known/openid-configuration":
                    """
                    {"issuer": "\(issuer)", "authorization_endpoint": "https://login.example.org/a?tenant=1",
                     "token_endpoint": "https://login.example.org/t", "jwks_uri": "https://login.example.org/k"}
                    """
                case "https://login.example.org/k": #"{"keys": []}"#
                default: #"{"id_token": "x.y.z"}"#
                }
            return (200, Array(text.utf8))
        }
        return IdentityProvider(
            settings, redirectURI: "https://q.example/sign-in/callback", worldNow: { TokenForge.now })
    }

    @Test("is asked once where it is, and is told the verifier with the code and the secret in a header alone")
    func asked() async throws {
        let asked = Asked()
        let provider = provider(asked)
        let flow = SignInFlow(to: nil, now: TokenForge.now)
        let place = try await provider.authorization(flow)
        #expect(place.hasPrefix("https://login.example.org/a?tenant=1&response_type=code&client_id=quo%20rate&"))
        #expect(place.contains("&code_challenge=\(flow.challenge)&code_challenge_method=S256"))
        #expect(!place.contains(flow.verifier))
        await #expect(throws: OpenIDFault.self) { try await provider.identity(code: "c&d", flow) }
        let form = try #require(await asked.forms.first)
        #expect(
            form.contains("code=c%26d") && form.contains("code_verifier=\(flow.verifier)") && !form.contains("p%3Aw"))
        #expect(await asked.authorizations == ["Basic " + Data("quo%20rate:p%3Aw".utf8).base64EncodedString()])
        // Its keys were read when it was found, and are not read again within a minute.
        #expect(await asked.urls.filter { $0.hasSuffix("/k") }.count == 1)
    }

    @Test("that names itself otherwise is not believed")
    func otherIssuer() async throws {
        let provider = provider(Asked(), issuer: "https://evil.example")
        await #expect(throws: OpenIDFault.self) {
            try await provider.authorization(SignInFlow(to: nil, now: TokenForge.now))
        }
    }
}
