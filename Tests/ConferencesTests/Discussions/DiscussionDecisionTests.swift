import Conferences
import TestValues
import Testing
import WorkingDays

@Suite("A strategy discussion")
struct DiscussionDecisionTests {
    @Test("is arranged once, and keeps the agenda of that day and the rule set in force, whatever was asked for")
    func arranges() {
        for asked in [nil, 3, 4] as [Int?] {
            discussed().when(.arrange(SD.arrangement(ruleSet: asked)))
                .then(.arranged(as: SD.arrangement(ruleSet: 4)))
        }
    }

    @Test("may be arranged and sit on one day, as urgent ones do")
    func arrangesAtOnce() {
        discussed().when(.arrange(SD.arrangement(SD.sitting(SD.today), settledOn: SD.today)))
            .then(.arranged(as: SD.arrangement(SD.sitting(SD.today), ruleSet: 4, settledOn: SD.today)))
    }

    @Test(
        "moves to another day, time or place",
        arguments: [SD.sitting("2026-10-06"), SD.sitting(at: "09:00"), SD.sitting(place: "Town Hall")])
    func moves(to sitting: Sitting) {
        discussed(SD.registered).when(.move(sitting, on: "2026-10-01")).then(.moved(to: sitting, on: "2026-10-01"))
    }

    @Test("is cancelled with a reason")
    func cancels() {
        discussed(SD.invited).when(.cancel(on: "2026-10-01", reason: SD.secret))
            .then(.cancelled(on: "2026-10-01", reason: SD.secret))
    }

    @Test("invites by person or by role, and whoever joined unasked may be added once it was held")
    func invites() {
        discussed(SD.arranged).when(.addParticipant(agency: "POL", person: "pol-1", on: "2026-10-01"))
            .then(.participantAdded(participant: 1, agency: "POL", person: "pol-1", on: "2026-10-01"))
        discussed(SD.held).when(.addParticipant(agency: "POL", person: nil, on: "2026-10-01"))
            .then(.participantAdded(participant: 4, agency: "POL", person: nil, on: "2026-10-01"))
    }

    @Test("withdraws an invitation, and that one may be made anew")
    func withdraws() {
        let withdrawn = DiscussionEvent.participantWithdrawn(participant: 2, on: "2026-10-01")
        discussed(SD.invited).when(.withdrawParticipant(2, on: "2026-10-01")).then(withdrawn)
        discussed(SD.invited + [withdrawn]).when(.addParticipant(agency: "POL", person: "pol-1", on: "2026-10-01"))
            .then(.participantAdded(participant: 4, agency: "POL", person: "pol-1", on: "2026-10-01"))
    }

    @Test("registers many at once, from its day on, and the rest later")
    func registers() {
        let some: [Int: DiscussionAttendance] = [1: .present, 2: .apologies]
        discussed(SD.invited).when(.recordAttendance(some), today: "2026-10-01").then(.attendanceRecorded(of: some))
        discussed(SD.invited + [.attendanceRecorded(of: some)]).when(.recordAttendance([3: .absent]))
            .then(.attendanceRecorded(of: [3: .absent]))
    }

    @Test("corrects its register, closed or not")
    func corrects() {
        for history in [SD.registered, SD.held, SD.closed] {
            discussed(history).when(.correctAttendance(participant: 3, .absent))
                .then(.attendanceCorrected(participant: 3, attendance: .absent))
        }
    }

    @Test("is held once social care, health and police were present")
    func holds() {
        discussed(SD.registered).when(.hold(on: "2026-10-01")).then(.held(on: "2026-10-01", shortfall: nil))
    }

    @Test("is held without one of the minimum when the chair says why")
    func holdsShort() {
        let registered = SD.invited + [.attendanceRecorded(of: [1: .present, 2: .apologies, 3: .absent])]
        discussed(registered).when(.hold(on: "2026-10-01", withoutMinimum: SD.secret))
            .then(.held(on: "2026-10-01", shortfall: Shortfall(missing: [.health, .police], reason: SD.secret)))
    }

    @Test("is held by another minimum where the partnership says so")
    func holdsByAnotherMinimum() {
        discussed(SD.arranged).when(.hold(on: "2026-10-01"), requiredKinds: [])
            .then(.held(on: "2026-10-01", shortfall: nil))
        discussed(SD.registered).when(.hold(on: "2026-10-01"), requiredKinds: [.socialCare, .education])
            .thenRefused(.minimumMissing([.education]))
    }

    @Test("records whether a section 47 enquiry began, names the social worker later, and corrects it, closed or not")
    func recordsSection47() {
        let named = DiscussionCommand.recordSection47(isInitiated: true, leadSocialWorker: "csc-3", on: "2026-10-01")
        let event = DiscussionEvent.section47Recorded(
            isInitiated: true, leadSocialWorker: "csc-3", on: "2026-10-01")
        discussed(SD.held).when(named).then(event)
        discussed(
            SD.held + [.section47Recorded(isInitiated: true, leadSocialWorker: nil, on: "2026-10-01")]
        ).when(named).then(event)
        discussed(SD.closed).when(.recordSection47(isInitiated: false, leadSocialWorker: nil, on: "2026-10-01"))
            .then(.section47Recorded(isInitiated: false, leadSocialWorker: nil, on: "2026-10-01"))
    }

    @Test("follows the conferences that name it, as they are scheduled, moved, cancelled and held")
    func links() {
        discussed(SD.closed).when(.linkConference("HK-26-014", sitsOn: "2026-10-16", on: "2026-10-02"))
            .then(.conferenceLinked(conference: "HK-26-014", sitsOn: "2026-10-16", on: "2026-10-02"))
        discussed(SD.linked).when(.linkConference("HK-26-014", sitsOn: "2026-10-20", on: "2026-10-02"))
            .then(.conferenceLinked(conference: "HK-26-014", sitsOn: "2026-10-20", on: "2026-10-02"))
        discussed(SD.linked).when(.unlinkConference("HK-26-014", on: "2026-10-02"))
            .then(.conferenceUnlinked(conference: "HK-26-014", on: "2026-10-02"))
        discussed(SD.linked).when(.conferenceHeld("HK-26-014", on: "2026-10-16"), today: "2026-10-16")
            .then(.conferenceHeld(conference: "HK-26-014", on: "2026-10-16"))
    }

    @Test("closes once every area is addressed")
    func closes() {
        discussed(SD.complete).when(.close(on: "2026-10-02")).then(.closed(on: "2026-10-02", unaddressed: nil))
    }

    @Test("closes with areas left out when the chair says why, and says which")
    func closesUnaddressed() {
        discussed(SD.decided + [SD.considered(.identity), SD.considered(.backgroundHistory, "POL")])
            .when(.close(on: "2026-10-02", unaddressed: SD.secret))
            .then(
                .closed(
                    on: "2026-10-02",
                    unaddressed: .init(
                        areas: [.backgroundHistory, .significantOthers, .legal], reason: SD.secret)))
    }
}
