/// Everything that one message says to one person: what is due, and nothing about a child or a family. Its words are those
/// of the reader's language already.
public struct ReminderMail: Sendable, Codable, Hashable {
    /// Each kind may have templates of its own.
    public enum Kind: String, Sendable, Codable, CaseIterable {
        case reminder, invitation, delegation, change, cancellation, alert
    }

    public var kind: Kind
    /// The partnership's name, which signs the message.
    public var partnership: String
    public var recipientName: String
    /// Absent where the templates make one from what is due.
    public var subject: String?
    /// A line of the partnership's own before the list; nil for the usual one.
    public var intro: String?
    /// What it is about, such as "your conference".
    public var matters: String
    /// What is due. Those overdue are shown first, otherwise in the order given.
    public var items: [Item]
    /// Where all that is asked of the reader stands; nil where nothing is answered by a link.
    public var listLink: String?
    /// Whom to ask, such as "Jo Bell, 020 7946 0000"; nil to name nobody.
    public var administratorContact: String?
    /// Why this person has it, such as "you are invited to this conference for Health"; nil for the usual words.
    public var reason: String?

    public init(
        kind: Kind = .reminder, partnership: String, recipientName: String, subject: String? = nil,
        intro: String? = nil, matters: String, items: [Item], listLink: String? = nil,
        administratorContact: String? = nil,
        reason: String? = nil
    ) {
        self.kind = kind
        self.partnership = partnership
        self.recipientName = recipientName
        self.subject = subject
        self.intro = intro
        self.matters = matters
        self.items = items
        self.listLink = listLink
        self.administratorContact = administratorContact
        self.reason = reason
    }

    /// One thing that is due.
    public struct Item: Sendable, Codable, Hashable {
        /// The opaque reference of the conference or strategy discussion.
        public var conference: String
        /// Whether it is about a strategy discussion.
        public var isDiscussion: Bool
        /// What stands before the reference: "Conference" or "Strategy discussion".
        public var matter: String
        /// "Initial child protection conference".
        public var conferenceType: String
        /// "Tuesday 5 January 2027 at 10:00".
        public var when: String
        public var place: String
        /// "Share and discuss your report with the family".
        public var ask: String
        /// What to do, in a sentence or two; may be empty.
        public var detail: String
        /// "by Wednesday 30 December 2026"; empty where nothing is due.
        public var due: String
        /// "Due in 2 working days", "Due today", "Overdue by 1 working day".
        public var urgency: String
        public var isOverdue: Bool
        /// Whether somebody else owes it and this person is told because it is late.
        public var isEscalation: Bool
        /// Whether the date rests on bank holidays that are not published yet.
        public var provisional: Bool
        /// Where to answer.
        public var link: String?
        public var guidanceTitle: String?
        public var guidanceLink: String?

        public init(
            conference: String, isDiscussion: Bool = false, matter: String, conferenceType: String, when: String,
            place: String, ask: String, detail: String, due: String, urgency: String, isOverdue: Bool = false,
            isEscalation: Bool = false,
            provisional: Bool = false, link: String? = nil, guidanceTitle: String? = nil, guidanceLink: String? = nil
        ) {
            self.conference = conference
            self.isDiscussion = isDiscussion
            self.matter = matter
            self.conferenceType = conferenceType
            self.when = when
            self.place = place
            self.ask = ask
            self.detail = detail
            self.due = due
            self.urgency = urgency
            self.isOverdue = isOverdue
            self.isEscalation = isEscalation
            self.provisional = provisional
            self.link = link
            self.guidanceTitle = guidanceTitle
            self.guidanceLink = guidanceLink
        }
    }
}
