import WorkingDays

/// One message-to-be: a step of an obligation's ladder for one audience.
public struct ReminderStep: Hashable, Sendable {
    /// `T-5`, `C-1`, `A+3`, `at-once`: with the obligation, its generation and the audience, a permanent key.
    public let step: StepTime
    public let audience: Audience
    public let leavesAt: Timestamp
    public let isUrgent: Bool
    public let isAlsoByText: Bool
}

/// One step of a ladder for one audience, and what becomes of it.
public struct LadderRung: Hashable, Sendable {
    public let step: StepTime
    public let audience: Audience
    public let isUrgent: Bool
    public let isAlsoByText: Bool
    /// When it leaves, or would.
    public let leavesAt: Timestamp?
    /// Why it does not leave; `nil` when it does.
    public internal(set) var silence: Silence?

    public enum Silence: Hashable, Sendable {
        /// It had passed when the obligation came to be known, and a later step leaves.
        case passedBefore(Timestamp)
        /// The conference will have begun.
        case conferenceBegun
        /// A later step leaves at the same time or before it.
        case overtaken(by: StepTime)
        case held(until: CalendarDate)
        case arranged(for: CalendarDate)
        /// It leaves only when this happened before within six months.
        case firstTime
        /// There is no conference yet to count from.
        case noConference
        case settled(Obligation.Standing)

        /// As a sentence ends: *not sent: …*.
        public var phrase: String {
            switch self {
            case .passedBefore: "it had passed when this came to be known, and a later step leaves"
            case .conferenceBegun: "the conference will have begun"
            case .overtaken(let by): "the one \(by.phrase) leaves by then"
            case .held(let until): "held until \(until.brief)"
            case .arranged(let on): "arranged for \(on.brief)"
            case .firstTime: "only for a second time within six months"
            case .noConference: "no conference is arranged to count from"
            case .settled(let standing): standing.word
            }
        }
    }
}

/// The steps that an outstanding obligation still brings, in the order in which they leave.
///
/// - A step before the deadline leaves on the last open day before it, a later one on the next open day
///   (Rulebook 3.7), at the opening of sending hours.
/// - Of the steps that had passed when the obligation came to be known, only the latest leaves, at once.
/// - Of the steps that fall into a hold, only the latest leaves, when the hold ends; the last step before a conference
///   is never held.
/// - Nothing that prepares for a conference leaves once it has begun.
/// - Returns: Nothing for an obligation that is settled, arranged for in time, or of impossible notice.
/// - Throws: ``WorkingDayError`` when a step falls outside the calendar.
/// - Source: Rulebook 4 (*rules for ladders*).
public func ladder(
    _ obligation: Obligation, policy: Policy, calendar: WorkingDayCalendar
) throws(WorkingDayError) -> [ReminderStep] {
    guard obligation.standing == .outstanding, obligation.arrangedFor == nil else { return [] }
    return try rungs(of: obligation, policy: policy, calendar: calendar).compactMap { rung in
        guard rung.silence == nil, let leavesAt = rung.leavesAt else { return nil }
        return ReminderStep(
            step: rung.step, audience: rung.audience, leavesAt: leavesAt, isUrgent: rung.isUrgent,
            isAlsoByText: rung.isAlsoByText)
    }
}

/// Every step of an obligation's ladder in the order in which they leave, with the reason of each that does not.
public func rungs(
    of obligation: Obligation, policy: Policy, calendar: WorkingDayCalendar
) throws(WorkingDayError) -> [LadderRung] {
    guard let rule = policy.rules[obligation.id.kind] else { return [] }
    var ladder = LadderSchedule(obligation: obligation, hours: policy.sendingHours, calendar: calendar)
    for step in rule.ladder { try ladder.add(step) }
    try ladder.startLate()
    ladder.stopAtConference()
    let final = ladder.finalMoment
    for hold in obligation.holds.sorted(by: { $0.until < $1.until }) { try ladder.hold(hold, sparing: final) }
    ladder.letLaterOvertake()
    ladder.settle()
    return ladder.inOrder
}

/// The steps of one obligation while they are being worked out.
private struct LadderSchedule {
    let obligation: Obligation
    let hours: SendingHours
    let calendar: WorkingDayCalendar
    /// In the ladder's order.
    var rungs: [LadderRung] = []

    init(obligation: Obligation, hours: SendingHours, calendar: WorkingDayCalendar) {
        self.obligation = obligation
        self.hours = hours
        self.calendar = calendar
    }

    mutating func add(_ step: LadderStep) throws(WorkingDayError) {
        let leavesAt = try moment(of: step)
        let silence: LadderRung.Silence? =
            leavesAt == nil ? .noConference : step.isForRepetition && !obligation.isRepetition ? .firstTime : nil
        rungs += step.audiences.map {
            LadderRung(
                step: step.time, audience: $0, isUrgent: step.isUrgent, isAlsoByText: step.isAlsoByText,
                leavesAt: leavesAt, silence: silence)
        }
    }

    /// In the order in which they leave; steps of one moment keep the ladder's order.
    var inOrder: [LadderRung] {
        rungs.enumerated().sorted {
            ($0.element.leavesAt?.seconds ?? .max, $0.offset) < ($1.element.leavesAt?.seconds ?? .max, $1.offset)
        }.map(\.element)
    }

    private func moment(of step: LadderStep) throws(WorkingDayError) -> Timestamp? {
        switch step.time {
        case .atOnce: return try nextMoment(from: obligation.establishedAt, isUrgent: step.isUrgent)
        case .deadline(let days): return try opening(days, from: obligation.deadline.workTo)
        case .anchor(let days): return try openingAfterAnchor(days)
        case .conference(let days):
            guard let on = obligation.conferenceOn else { return nil }
            return try opening(days, from: on)
        }
    }

    private func opening(_ days: Int, from day: CalendarDate) throws(WorkingDayError) -> Timestamp {
        let on =
            days > 0
            ? try calendar.firstOpenDay(onOrAfter: calendar.date(days, workingDaysAfter: day).date).date
            : try calendar.date(-days, workingDaysBefore: day).date
        return EuropeLondon.timestamp(on: on, at: hours.opens)
    }

    /// Counted forward, but a step that comes before the deadline gives way to closed days as every such step does.
    private func openingAfterAnchor(_ days: Int) throws(WorkingDayError) -> Timestamp {
        guard days > 0 else { return try opening(days, from: obligation.anchoredOn) }
        let day = try calendar.date(days, workingDaysAfter: obligation.anchoredOn).date
        let on =
            day <= obligation.deadline.on
            ? try calendar.lastOpenDay(onOrBefore: day).date : try calendar.firstOpenDay(onOrAfter: day).date
        return EuropeLondon.timestamp(on: on, at: hours.opens)
    }

    private func nextMoment(from now: Timestamp, isUrgent: Bool) throws(WorkingDayError) -> Timestamp {
        isUrgent ? now : try hours.nextMoment(from: now, calendar: calendar)
    }

    mutating func startLate() throws(WorkingDayError) {
        try catchUp(from: nil, to: obligation.establishedAt) { .passedBefore($0) }
    }

    /// When the last step before the conference leaves, which no hold touches; `nil` where none prepares for one.
    var finalMoment: Timestamp? {
        obligation.endsAt == nil ? nil : rungs.filter { $0.silence == nil }.compactMap(\.leavesAt).max()
    }

    /// A hold that ends later than the conference begins holds nothing back for good: the last step goes on time.
    mutating func hold(_ hold: ReminderHold, sparing final: Timestamp?) throws(WorkingDayError) {
        let until = EuropeLondon.timestamp(on: try calendar.firstOpenDay(onOrAfter: hold.until).date, at: hours.opens)
        try catchUp(from: hold.from, to: until, sparing: final) { _ in .held(until: hold.until) }
    }

    /// Of the rungs that leave in a span, only the latest does, at its end.
    private mutating func catchUp(
        from: Timestamp?, to end: Timestamp, sparing last: Timestamp? = nil,
        silence: (Timestamp) -> LadderRung.Silence
    ) throws(WorkingDayError) {
        func isPassed(_ rung: LadderRung) -> Bool {
            guard rung.silence == nil, let leavesAt = rung.leavesAt, leavesAt != last else { return false }
            return leavesAt < end && from.map { leavesAt >= $0 } ?? true
        }
        guard let latest = rungs.filter(isPassed).compactMap(\.leavesAt).max() else { return }
        for index in rungs.indices where isPassed(rungs[index]) {
            let rung = rungs[index]
            if rung.leavesAt == latest {
                let leavesAt = try nextMoment(from: end, isUrgent: rung.isUrgent)
                let isTooLate = obligation.endsAt.map { leavesAt >= $0 } ?? false
                rungs[index] = LadderRung(
                    step: rung.step, audience: rung.audience, isUrgent: rung.isUrgent,
                    isAlsoByText: rung.isAlsoByText, leavesAt: leavesAt,
                    silence: isTooLate ? (last == nil ? .conferenceBegun : silence(latest)) : nil)
            } else {
                rungs[index].silence = silence(rung.leavesAt ?? latest)
            }
        }
    }

    mutating func stopAtConference() {
        guard let endsAt = obligation.endsAt else { return }
        for index in rungs.indices
        where rungs[index].silence == nil && (rungs[index].leavesAt.map { $0 >= endsAt } ?? false) {
            rungs[index].silence = .conferenceBegun
        }
    }

    /// Of several steps for one audience that leave together only the last in the ladder does.
    mutating func letLaterOvertake() {
        for index in rungs.indices where rungs[index].silence == nil {
            let rung = rungs[index]
            let later = rungs[(index + 1)...].last {
                $0.silence == nil && $0.audience == rung.audience && $0.leavesAt == rung.leavesAt
            }
            if let later { rungs[index].silence = .overtaken(by: later.step) }
        }
    }

    /// What is not owed has one reason for every step.
    mutating func settle() {
        let reason: LadderRung.Silence
        if obligation.standing != .outstanding {
            reason = .settled(obligation.standing)
        } else if let on = obligation.arrangedFor {
            reason = .arranged(for: on)
        } else {
            return
        }
        for index in rungs.indices { rungs[index].silence = reason }
    }
}

extension SendingHours {
    /// The next quarter of an hour, at or after `now`, in which messages may leave.
    ///
    /// Quarters gather what arises together into one digest.
    public func nextMoment(from now: Timestamp, calendar: WorkingDayCalendar) throws(WorkingDayError) -> Timestamp {
        try firstSendable(from: Timestamp(seconds: (now.seconds + 899) / 900 * 900), calendar: calendar)
    }

    /// One of the quarters of an hour that are left of the sending hours from ``nextMoment(from:calendar:)`` on: the
    /// same for the same reader, and even over many, so that what concerns everybody does not leave all at once.
    public func spreadMoment(
        for reader: String, from now: Timestamp, calendar: WorkingDayCalendar
    ) throws(WorkingDayError) -> Timestamp {
        let first = try nextMoment(from: now, calendar: calendar)
        let closing = EuropeLondon.timestamp(on: EuropeLondon.local(first).date, at: closes)
        let quarters = max(1, UInt64((closing.seconds - first.seconds) / 900))
        var hash: UInt64 = 14_695_981_039_346_656_037
        for byte in reader.utf8 { hash = (hash ^ UInt64(byte)) &* 1_099_511_628_211 }
        // Short references that differ at the end alone differ in few bits as yet.
        hash = (hash ^ hash >> 33) &* 0xFF51_AFD7_ED55_8CCD
        return first.adding(seconds: Int((hash ^ hash >> 33) % quarters) * 900)
    }

    /// The first moment, at or after `now`, in which messages may leave.
    public func firstSendable(
        from now: Timestamp, calendar: WorkingDayCalendar
    ) throws(WorkingDayError) -> Timestamp {
        if try permit(now, calendar: calendar) { return now }
        let (day, time) = EuropeLondon.local(now)
        let earliest = time < opens ? day : day.adding(days: 1)
        return EuropeLondon.timestamp(on: try calendar.firstOpenDay(onOrAfter: earliest).date, at: opens)
    }

    /// Whether messages may leave at `now`.
    public func permit(_ now: Timestamp, calendar: WorkingDayCalendar) throws(WorkingDayError) -> Bool {
        let (day, time) = EuropeLondon.local(now)
        return contains(time) ? try calendar.isOpen(day) : false
    }
}
