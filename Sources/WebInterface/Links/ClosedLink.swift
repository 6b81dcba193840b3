import Conferences
import Persistence

/// A link that was good once.
struct ClosedLink: Error, Equatable {
    enum Reason: Equatable {
        case expired
        case revoked(LinkStanding.Revocation)
        /// A one-time link was used, replaced, or has run out.
        case used
    }

    let reason: Reason
    /// Whether it is about a strategy discussion.
    var isOfDiscussion = false
    /// What whoever followed it reads, as far as that is known.
    var language: ReadingLanguage?

    /// What whoever followed it is told.
    var notice: NoticeKind {
        switch reason {
        case .expired: .expired
        case .used: .used
        case .revoked(.moved): .moved
        case .revoked(.withdrawn): isOfDiscussion ? .withdrawnFromDiscussion : .withdrawn
        case .revoked(.cancelled): isOfDiscussion ? .cancelledDiscussion : .cancelled
        case .revoked(.replaced): .replaced
        case .revoked(.stoodDown): .stoodDown
        case .revoked(.readdressed): .readdressed
        case .revoked(.unknown): .notFound
        }
    }
}
