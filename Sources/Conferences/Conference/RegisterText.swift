import WorkingDays

extension InvitationID {
    /// Reads `HK-26-014#3`.
    ///
    /// - Throws: ``UnknownWord`` showing how one is written.
    public init(text: String) throws(UnknownWord) {
        let parts = text.split(separator: "#", omittingEmptySubsequences: false)
        guard parts.count == 2, let number = Int(parts[1]), number > 0,
            let conference = try? ConferenceReference(String(parts[0]))
        else {
            throw UnknownWord(
                word: text, kind: "invitation", accepted: ["the conference and the number, as in \"HK-26-014#3\""])
        }
        self.init(conference: conference, number: number)
    }
}

extension AttendanceEntry {
    /// Reads `present`, or for somebody who came late or left early `part:10:05-11:30`, `part:10:05-` or `part:-11:30`.
    ///
    /// - Throws: ``UnknownWord`` naming what is accepted.
    public init(text: some StringProtocol) throws(UnknownWord) {
        if let attendance = Attendance(rawValue: String(text)) {
            self.init(attendance)
            return
        }
        let prefix = "\(Attendance.part.rawValue):"
        guard text.hasPrefix(prefix) else { throw Self.unknown(text) }
        let times = text.dropFirst(prefix.count).split(separator: "-", omittingEmptySubsequences: false)
        guard times.count == 2 else { throw Self.unknown(text) }
        let joined = try? TimeOfDay(text: times[0])
        let left = try? TimeOfDay(text: times[1])
        guard joined != nil || times[0].isEmpty, left != nil || times[1].isEmpty, joined != nil || left != nil else {
            throw Self.unknown(text)
        }
        self.init(.part, joinedAt: joined, leftAt: left)
    }

    private static func unknown(_ text: some StringProtocol) -> UnknownWord {
        UnknownWord(
            word: String(text), kind: "kind of attendance", accepted: Attendance.allCases.map(\.rawValue),
            note: "times go like \"part:10:05-11:30\"")
    }
}

extension RegisterLine {
    /// Reads `3=present`.
    ///
    /// - Throws: ``UnknownWord`` naming what is accepted.
    public init(text: String) throws(UnknownWord) {
        let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, let number = Int(parts[0]), number > 0 else {
            throw UnknownWord(
                word: text, kind: "line of the register",
                accepted: ["the invitation's number and the attendance, as in \"3=present\""])
        }
        self.init(invitation: number, try AttendanceEntry(text: parts[1]))
    }
}
