import Conferences
import Outbound
import WorkingDays

/// The words of messages in one language: what a partnership can change in a `words.yaml`.
struct MessageWords: Sendable {
    /// What a kind of obligation, or one step of its ladder, is called.
    enum Part: String, CaseIterable { case ask, detail, escalation }

    /// The words of a kind, or of one step of its ladder.
    struct ReminderKey: Hashable {
        let kind: String
        /// The step as the policy writes it, such as `T-2`; `nil` for the kind's own words.
        let step: String?
        let part: Part
    }

    /// The kind whose words an obligation of the partnership's own takes if it has none of its own.
    static let ownKind = "own"
    /// What the words of a reminder may ask for.
    static let reminderPlaces: Set = ["title", "agencies", "several", "isOfAgency"]

    private let words: [Word: Phrase]
    private let reminders: [ReminderKey: Phrase]
    private let weekdays: [String]
    private let months: [String]
    /// A morning's messages name the same few days again and again.
    private let writtenDates = Remembered<CalendarDate, String>()
    private let writtenCounts = Remembered<Int, String>()

    /// - Parameters:
    ///   - words: One for each.
    ///   - weekdays: Seven, from Monday.
    ///   - months: Twelve.
    init(words: [Word: Phrase], reminders: [ReminderKey: Phrase], weekdays: [String], months: [String]) {
        (self.words, self.reminders) = (words, reminders)
        (self.weekdays, self.months) = (weekdays, months)
    }

    subscript(_ word: Word, _ values: [String: Any] = [:]) -> String { words[word]?.filled(values) ?? "" }

    /// What a reminder says: the step's words, or the kind's, or those of the partnership's own kinds.
    func reminder(_ part: Part, of kind: ObligationKind, step: String, _ values: [String: Any]) -> String {
        let found =
            reminders[ReminderKey(kind: kind.rawValue, step: step, part: part)]
            ?? reminders[ReminderKey(kind: kind.rawValue, step: nil, part: part)]
            ?? (kind.isOwn ? reminders[ReminderKey(kind: Self.ownKind, step: nil, part: part)] : nil)
        return found?.filled(values) ?? ""
    }

    /// `Tuesday 5 January 2027`.
    func date(_ date: CalendarDate) -> String {
        writtenDates[date] {
            self[
                .date,
                [
                    "weekday": weekdays[date.weekday.rawValue - 1], "day": "\(date.day)",
                    "month": months[date.month - 1], "year": "\(date.year)",
                ]]
        }
    }

    /// `by Tuesday 5 January 2027`.
    func by(_ date: CalendarDate) -> String { self[.by, dates(date)] }

    /// `Tuesday 5 January 2027 at 10:00`.
    func moment(_ sitting: Sitting) -> String {
        self[.moment, dates(sitting.on).merging(["time": sitting.at.hoursAndMinutes]) { $1 }]
    }

    /// What fills in a date.
    func dates(_ date: CalendarDate) -> [String: Any] {
        let written = self.date(date)
        return ["date": written, "dateInSentence": written.prefix(1).lowercased() + written.dropFirst()]
    }

    func workingDays(_ count: Int) -> String {
        writtenCounts[count] { self[.workingDays, ["count": "\(count)", "isOne": count == 1, "isTwo": count == 2]] }
    }

    /// `Police, Health visiting and CAMHS`.
    func list(_ names: [String]) -> String {
        guard names.count > 1, let last = names.last else { return names.first ?? "" }
        let isVowel = last.first.map { "aeiouwyâêîôûŵŷ".contains($0.lowercased()) } ?? false
        return self[
            .list,
            [
                "rest": names.dropLast().joined(separator: ", "), "last": last, "lastBeginsWithVowel": isVowel,
            ]]
    }

    func title(of type: ConferenceType?) -> String {
        switch type {
        case .initial: self[.initial]
        case .review: self[.review]
        case .preBirth: self[.preBirth]
        case .transferIn: self[.transferIn]
        case nil: self[.discussion]
        }
    }

    /// What a digest is about: `your conference`, `your conferences and strategy discussions`.
    func matters(_ items: [ReminderMail.Item]) -> String {
        let isSingle = Set(items.map(\.conference)).count == 1
        let discussions = items.count(where: \.isDiscussion)
        if discussions == 0 { return self[isSingle ? .yourConference : .yourConferences] }
        if discussions == items.count { return self[isSingle ? .yourDiscussion : .yourDiscussions] }
        return self[.yourMatters]
    }
}
