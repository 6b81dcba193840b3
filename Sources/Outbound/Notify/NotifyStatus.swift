import Foundation

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

    fileprivate struct Body: Decodable {
        let id: String
        let reference: String?
        let status: String
    }

    private struct List: Decodable { let notifications: [Body] }

    fileprivate init(_ body: Body) {
        (id, reference, status) = (body.id, body.reference, NotifyStatus(word: body.status))
    }

    /// - Parameter status: As Notify writes it.
    public init(id: String, reference: String? = nil, status: String) {
        (self.id, self.reference) = (id, reference)
        self.status = NotifyStatus(word: status)
    }

    /// - Returns: `nil` for what is no report of Notify's.
    public init?(_ body: [UInt8]) {
        do { self.init(try JSONDecoder().decode(Body.self, from: Data(body))) } catch { return nil }
    }

    /// The latest first, as Notify lists them; none for what is no such list.
    static func list(_ body: [UInt8]) -> [NotifyReport] {
        do { return try JSONDecoder().decode(List.self, from: Data(body)).notifications.map(NotifyReport.init) } catch {
            return []
        }
    }
}

/// What Notify says when it is asked for one message.
public enum NotifyStanding: Sendable, Equatable {
    case told(NotifyStatus)
    /// It is not known there, or not any more.
    case notKnown
    /// It could not be asked: the reason as a sentence.
    case notAnswered(String)

    init(_ answer: HTTPAnswer, now: Int64) {
        switch answer {
        case .answered(200, _, let body):
            if let status = NotifyReport(body)?.status {
                self = .told(status)
            } else {
                self = .notAnswered("GOV.UK Notify answered with a status that is not known.")
            }
        case .answered(404, _, _), .answered(400, _, _): self = .notKnown
        default: self = .notAnswered(NotifyAnswer(answer, recipient: "", now: now).outcome.reason ?? "")
        }
    }
}
