import Hummingbird

/// A page that says why there is nothing else, and what to do.
struct Notice: Equatable, Sendable {
    let heading: String
    let text: String

    /// The office's, which is in English.
    static let notAllowed = Notice(
        heading: "This page is not for your role",
        text:
            "What an account may see depends on its roles. If you need this page for your work, please ask whoever manages the accounts."
    )

    static let nothingHere = Notice(
        heading: "There is nothing here",
        text:
            "No conference, discussion, person or message is known by what stands in the address, or it is not yours to see."
    )
}

/// The notices that have words of their own.
enum NoticeKind: String, CaseIterable, Sendable {
    case notFound, tooLong, foreignForm, notUnderstood, failed
    case expired, moved, withdrawn, withdrawnFromDiscussion, cancelled, cancelledDiscussion, replaced, stoodDown,
        readdressed
    case declined
    case used, tooMany, busy, overtaken

    /// What is said where a request could not be answered.
    static func of(_ status: HTTPResponse.Status) -> NoticeKind {
        switch status {
        case .notFound: .notFound
        case .contentTooLarge: .tooLong
        case .forbidden: .foreignForm
        case .tooManyRequests: .tooMany
        case .serviceUnavailable: .busy
        case .conflict: .overtaken
        case let status where status.code < 500: .notUnderstood
        default: .failed
        }
    }
}
