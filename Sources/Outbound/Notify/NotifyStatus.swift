import Foundation
import WorkingDays

/// What has become of a message that GOV.UK Notify took.
public enum NotifyStatus: String, Sendable, CaseIterable {
    /// On its way: `created`, `sending`, `pending` and, of texts abroad, `sent`, of which no more is ever told.
    case sending, delivered
    /// Nobody is there.
    case permanentFailure = "permanent-failure"
    /// A full mailbox, or a telephone that was off.
    case temporaryFailure = "temporary-failure"
    /// Notify itself failed.
    case technicalFailure = "technical-failure"

    /// - Parameter word: As Notify writes it.
    public init?(word: String) {
        switch word {
        case "created", "sending", "pending", "sent": self = .sending
        default: self.init(rawValue: word)
        }
    }

    public var isFailure: Bool {
        switch self {
        case .sending, .delivered: false
        case .permanentFailure, .temporaryFailure, .technicalFailure: true
        }
    }
}

/// One message as Notify tells of it, by an answer or a callback.
public struct NotifyReport: Sendable, Equatable {
    /// Notify's id.
    public let id: String
    /// The message's id.
    public let reference: String?
    /// Absent for a word that is not known.
    public let status: NotifyStatus?
    /// When Notify took it, in seconds since 1970; absent where it does not say.
    public let createdAt: Int64?

    fileprivate struct Body: Decodable {
        let id: String
        let reference: String?
        let status: String
        // The name is Notify's.
        // swift-format-ignore: AlwaysUseLowerCamelCase
        let created_at: String?
    }

    private struct List: Decodable { let notifications: [Body] }

    fileprivate init(_ body: Body) {
        (id, reference, status) = (body.id, body.reference, NotifyStatus(word: body.status))
        createdAt = body.created_at.flatMap(Self.seconds)
    }

    /// - Parameter status: As Notify writes it.
    public init(id: String, reference: String? = nil, status: String) {
        (self.id, self.reference, createdAt) = (id, reference, nil)
        self.status = NotifyStatus(word: status)
    }

    /// - Returns: `nil` for what is no report of Notify's.
    public init?(_ body: [UInt8]) {
        do { self.init(try JSONDecoder().decode(Body.self, from: Data(body))) } catch { return nil }
    }

    /// The latest first, as Notify lists them; `nil` for what is no such list.
    static func list(_ body: [UInt8]) -> [NotifyReport]? {
        do { return try JSONDecoder().decode(List.self, from: Data(body)).notifications.map(NotifyReport.init) } catch {
            return nil
        }
    }

    /// To the second: `2026-11-24T09:00:00.000000Z`.
    private static func seconds(_ written: String) -> Int64? {
        do { return try Timestamp(iso8601: written.prefix(19) + "Z").seconds } catch { return nil }
    }
}

/// What Notify says when it is asked for one message.
public enum NotifyStanding: Sendable, Equatable {
    case told(NotifyStatus)
    /// It is not known there, or not any more.
    case notKnown
    /// It could not be asked, and neither could others be: the reason as a sentence.
    case notAnswered(String)
    /// Of this one nothing was said that can be used; others may fare better.
    case notUsable(String)

    init(_ answer: HTTPAnswer, now: Int64) {
        switch answer {
        case .answered(200, _, let body):
            if let status = NotifyReport(body)?.status {
                self = .told(status)
            } else {
                self = .notUsable("GOV.UK Notify answered with a status that is not known.")
            }
        case .answered(404, _, _), .answered(400, _, _): self = .notKnown
        case .answered(500..., _, _):
            self = .notUsable(NotifyAnswer(answer, recipient: "", now: now).outcome.reason ?? "")
        default: self = .notAnswered(NotifyAnswer(answer, recipient: "", now: now).outcome.reason ?? "")
        }
    }
}
