import Conferences
import Crypto
import Foundation
import WorkingDays

/// What a practitioner's link allows: one thing, for one invitation, until a day.
///
/// A link is no secret that is stored: it carries what it allows, signed by HMAC-SHA256 under a key that follows from a
/// master key. So links outlive a restart and a rotation of the master key, until the old key's file is taken away.
public struct SignedLink: Hashable, Sendable {
    /// What can be done through it.
    public enum Purpose: String, CaseIterable, Sendable {
        /// Reply, report, share, name a delegate.
        case answer
        /// Accept or decline to stand in for the invitee.
        case delegate
        /// Say whether the minutes of a strategy discussion have come.
        case minutes
        /// See all that is asked of one, across conferences and discussions.
        case list
        /// Read one's own calendar.
        case calendar

        /// How addresses begin that lead to it: `/a/` and the token.
        public var folder: String {
            switch self {
            case .answer: "a"
            case .delegate: "d"
            case .minutes: "m"
            case .list: "l"
            case .calendar: "c"
            }
        }
    }

    public let purpose: Purpose
    /// The conference or strategy discussion; absent for a list and a calendar.
    public let matter: Matter?
    /// The invitation's or participant's number; 0 where there is none.
    public let number: Int
    public let person: PersonReference
    /// Which turn of the invitation it belongs to, since a conference that has moved asks anew, and which mailbox it was
    /// sent to.
    public let turn: Int
    /// The first moment at which it is no longer good.
    public let expiresAt: Timestamp

    public init(
        _ purpose: Purpose, matter: Matter? = nil, number: Int = 0, person: PersonReference, turn: Int = 0,
        expiresAt: Timestamp
    ) {
        self.purpose = purpose
        self.matter = matter
        self.number = number
        self.person = person
        self.turn = turn
        self.expiresAt = expiresAt
    }

    /// The same, good for no longer than that.
    public func ending(by end: Timestamp) -> SignedLink {
        SignedLink(
            purpose, matter: matter, number: number, person: person, turn: turn, expiresAt: min(expiresAt, end))
    }

    /// Long enough for whatever comes after a conference: its record, corrections, the reason for an absence.
    private static let daysAfterwards = 90

    /// When a link ends that is about one conference or discussion.
    public static func expiry(after sitting: Sitting) -> Timestamp {
        sitting.startsAt.adding(seconds: daysAfterwards * 86_400)
    }

    /// The fields, none of which can hold the separator.
    fileprivate func fields(nonce: String) -> String {
        [
            purpose.rawValue, matter?.description ?? "", "\(number)", person.text, "\(turn)", "\(expiresAt.seconds)",
            nonce,
        ].joined(separator: "|")
    }

    fileprivate init?(fields text: String) {
        let fields = text.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
        guard fields.count == 7, let purpose = Purpose(rawValue: fields[0]), let number = Int(fields[2]),
            let turn = Int(fields[4]), let expiry = Int64(fields[5])
        else { return nil }
        do {
            self.init(
                purpose, matter: fields[1].isEmpty ? nil : try Matter(text: fields[1]), number: number,
                person: try Reference(fields[3]), turn: turn, expiresAt: Timestamp(seconds: expiry))
        } catch { return nil }
    }
}

/// Signs links, and reads those that it signed.
public struct LinkSigner: Sendable {
    private let keys: [(id: String, key: SymmetricKey)]

    /// - Parameter masters: The current one signs; all of them are read.
    public init(_ masters: MasterKeys) { keys = masters.derived(for: "quorate signed link 1") }

    /// Letters, digits, `-`, `_` and `.`: it can stand in an address as it is.
    ///
    /// - Parameter message: The message that carries it: each has a link of its own, and the same one whenever it is
    ///   written.
    public func token(of link: SignedLink, in message: String) -> String {
        let nonce = String(hexadecimal: SHA256.hash(data: Data("link in \(message)".utf8)).prefix(8).map { $0 })
        let body = "\(keys[0].id).\(Self.encoded(Data(link.fields(nonce: nonce).utf8)))"
        return
            "\(body).\(Self.encoded(Data(HMAC<SHA256>.authenticationCode(for: Data(body.utf8), using: keys[0].key))))"
    }

    /// Why a link is not good.
    public enum Fault: Error, Equatable, Sendable {
        /// Nobody here signed it, or it was altered or cut off.
        case forged
        /// It was good until that moment.
        case expired(Timestamp)
    }

    /// Reads a token. Its signature is compared in constant time, before anything in it is looked at.
    ///
    /// - Throws: ``Fault``.
    public func link(of token: String, now: Timestamp) throws(Fault) -> SignedLink {
        let parts = token.utf8.count <= 1024 ? token.split(separator: ".", omittingEmptySubsequences: false) : []
        guard parts.count == 3, let key = keys.first(where: { $0.id == parts[0] })?.key,
            let code = Self.decoded(parts[2]), let fields = Self.decoded(parts[1]),
            HMAC<SHA256>.isValidAuthenticationCode(
                code, authenticating: Data("\(parts[0]).\(parts[1])".utf8), using: key),
            let link = SignedLink(fields: String(decoding: fields, as: UTF8.self))
        else { throw .forged }
        guard now < link.expiresAt else { throw .expired(link.expiresAt) }
        return link
    }

    /// Base64 for addresses, without padding.
    ///
    /// - Source: RFC 4648, 5.
    static func encoded(_ data: Data) -> String {
        data.base64EncodedString().replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
    }

    static func decoded(_ text: Substring) -> Data? {
        let plain = text.replacing("-", with: "+").replacing("_", with: "/")
        guard
            let data = Data(base64Encoded: plain + String(repeating: "=", count: (4 - plain.utf8.count % 4) % 4)),
            // One value has one spelling.
            encoded(data) == text
        else { return nil }
        return data
    }
}
