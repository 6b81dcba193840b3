import Conferences
import Outbound
import Persistence
import WorkingDays

/// The words of an invitation to a conference, of a change of it, and of its end.
struct InvitationWording {
    private let facts: InvitationLetter

    init(_ facts: InvitationLetter) { self.facts = facts }

    private enum Kind { case new, changed, cancelled }

    private var kind: Kind {
        facts.entry.isCancelled ? .cancelled : facts.entry.sequence == 0 ? .new : .changed
    }

    var subject: String {
        switch kind {
        case .new: "Invitation: conference \(facts.entry.conference), \(when)"
        case .changed: "Changed: conference \(facts.entry.conference), now \(when)"
        case .cancelled: "Cancelled: conference \(facts.entry.conference), \(when)"
        }
    }

    var intro: String {
        switch kind {
        case .new:
            "You are invited to the conference below. This message carries an entry for your calendar: accept or decline "
                + "it there, or reply."
        case .changed:
            "The conference below has a new day, time or place. Your calendar can take the change from this message; "
                + "please answer anew, there or by a reply."
        case .cancelled:
            "The conference below does not take place then, or no longer concerns you. Your calendar can take it out."
        }
    }

    var item: ReminderMail.Item {
        let isCancelled = facts.entry.isCancelled
        return ReminderMail.Item(
            conference: facts.entry.conference.text, conferenceType: facts.type.title, when: when,
            place: facts.entry.sitting.place,
            ask: isCancelled ? "You need not attend" : "Say whether you will attend",
            detail: isCancelled
                ? ""
                : "If you unavoidably cannot, all three are needed: apologies with the reason, your written report, and "
                    + "a well-briefed delegate from your agency.",
            due: facts.replyBy.map { "by \($0.spelledOut)" } ?? "", urgency: urgency)
    }

    var reason: String? {
        facts.agencyName.map { "\(facts.entry.isCancelled ? "you were" : "you are") invited for \($0)" }
    }

    private var urgency: String {
        switch kind {
        case .new: "Invitation"
        case .changed: "Changed"
        case .cancelled: "Cancelled"
        }
    }

    private var when: String {
        "\(facts.entry.sitting.on.spelledOut) at \(facts.entry.sitting.at.hoursAndMinutes)"
    }
}
