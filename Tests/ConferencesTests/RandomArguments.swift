import Conferences
import TestValues
import WorkingDays

// Each command with arguments that may fit.
extension RandomCommands {
    mutating func command(_ name: CommandName, _ today: CalendarDate, _ conference: Conference?) -> ConferenceCommand {
        let on = day(near: today)
        return switch name {
        case .request:
            .request(ConferenceRequest(type: .initial, caseReference: "C-771", requestedBy: person(), on: on))
        case .schedule: .schedule(scheduling(today))
        case .reschedule: .reschedule(chance(20) ? otherTime(conference) : sitting(today), on: on)
        case .cancel: .cancel(on: on, reason: note())
        case .close: .close(on: on)
        case .assign: .assign(one(of: ConferenceRole.allCases), person(), on: on)
        case .addChild: .addChild(one(of: ["ch-1", "ch-2", "ch-3"]), on: on)
        case .pinRules: .pinRules(ruleSet: number(in: 1...3))
        case .noteReviewArranged: .noteReviewArranged(review(), sitsOn: today.adding(days: number(in: 20...150)))
        case .noteReviewLost: .noteReviewLost(conference?.review?.conference ?? review())
        case .noteReviewHeld: .noteReviewHeld(conference?.review?.conference ?? review(), on: on)
        case .tick: .tick(one(of: Self.ownNames), invitation: chance(50) ? invitation(conference) : nil, on: on)
        case .holdReminders:
            .holdReminders(obligation(conference), until: today.adding(days: number(in: 0...20)), reason: note())
        case .releaseReminders:
            .releaseReminders(conference?.holds.last.map(\.obligation) ?? obligation(conference))
        default: ofAnInvitation(name, today, on, conference)
        }
    }

    private static let ownNames: [ObligationName] = [
        "book-room", "read-papers", "thank-family", "feedback", "nothing-such",
    ]

    private mutating func review() -> ConferenceReference { one(of: ["HK-27-003", "HK-27-004"]) }

    private mutating func obligation(_ conference: Conference?) -> ObligationID? {
        if chance(30) { return nil }
        let ofDiscussions: [ObligationKind] = [.conveneInitial, .discussionMinutes]
        let kind =
            chance(3)
            ? one(of: ofDiscussions)
            : one(of: ObligationKind.standard.filter { !ofDiscussions.contains($0) } + [.own("book-room")])
        return ObligationID(
            .conference(chance(95) ? Sample.reference : "HK-9"), place: chance(70) ? invitation(conference) : nil,
            kind: kind)
    }

    private mutating func scheduling(_ today: CalendarDate) -> Scheduling {
        Sample.scheduling(
            one(of: ConferenceType.allCases), sitting(today), settledOn: day(near: today), chair: person(),
            family: chance(3) ? [] : chance(3) ? ["mother", "mother"] : ["mother", "father"],
            leadSocialWorker: chance(50) ? person() : nil,
            children: one(of: [nil, [], ["ch-1"], ["ch-1", "ch-2"], ["ch-1", "ch-2"]]))
    }

    private mutating func otherTime(_ conference: Conference?) -> Sitting {
        guard let sitting = conference?.sitting else { return Sample.sitting() }
        return Sitting(on: sitting.on, at: one(of: ["08:30", "09:00", "13:15"]), place: text())
    }

    private mutating func ofAnInvitation(
        _ name: CommandName, _ today: CalendarDate, _ on: CalendarDate, _ conference: Conference?
    ) -> ConferenceCommand {
        switch name {
        case .listInvitee:
            let agency = agency()
            return .listInvitee(agency: agency, person: invitee(of: agency), capacity: capacity(), on: on)
        case .invite:
            let agency = agency()
            return .invite(agency: agency, person: invitee(of: agency), on: on, capacity: capacity())
        case .sendInvitations: return .sendInvitations(chance(60) ? [] : [invitation(conference)], on: on)
        case .nameInvitee:
            let number = invitation(conference) { $0.person == nil }
            let chosen = conference?.invitation(number)
            // Whoever is named anew is asked anew: seldom enough that conferences become quorate.
            let own = chance(85) ? chosen?.person : nil
            return .nameInvitee(invitation: number, own ?? person(of: chosen?.agency), on: on)
        case .recordBounce: return .recordBounce(invitation: invitation(conference), on: on)
        case .withdraw: return .withdraw(invitation: invitation(conference), on: on)
        case .reply:
            let isNew = chance(80)
            let asked = invitation(conference) { !$0.isDraft && !(isNew && $0.response != nil) }
            return .reply(invitation: asked, reply(), on: on)
        case .nameDelegate:
            let sorry = invitation(conference) { $0.response?.reply.isApologies ?? false }
            return .nameDelegate(invitation: sorry, person(of: conference?.invitation(sorry)?.agency), on: on)
        case .acceptDelegation:
            return .acceptDelegation(invitation: invitation(conference) { $0.delegate != nil }, on: on)
        case .declineDelegation:
            return .declineDelegation(
                invitation: invitation(conference) { $0.delegate != nil }, reason: note(), on: on)
        case .confirmDelegateBriefed:
            return .confirmDelegateBriefed(invitation: invitation(conference) { $0.delegate != nil }, on: on)
        default: return ofAReport(name, today, on, conference)
        }
    }

    private mutating func invitee(of agency: AgencyCode) -> PersonReference? {
        chance(20) ? nil : person(of: agency)
    }

    private mutating func capacity() -> Invitation.Capacity {
        chance(85) ? .directContact : one(of: Invitation.Capacity.allCases)
    }

    private mutating func reply() -> Reply {
        chance(60) ? .accepted : one(of: [.tentative, .apologies(reason: note()), .apologies(reason: nil)])
    }

    private mutating func ofAReport(
        _ name: CommandName, _ today: CalendarDate, _ on: CalendarDate, _ conference: Conference?
    ) -> ConferenceCommand {
        let reported = invitation(conference) { !$0.report.versions.isEmpty }
        switch name {
        case .submitReport:
            return .submitReport(
                invitation: invitation(conference) { $0.capacity.reports && !$0.report.isExempt },
                coversSignificantOthers: chance(50), on: on,
                covered: chance(20)
                    ? SignificantOthersCovered(householdMembers: number(in: 0...52), significantAdults: 1) : nil,
                shareAgain: one(of: [nil, nil, true, false]))
        case .acceptReport: return .acceptReport(invitation: reported, on: on)
        case .returnReport: return .returnReport(invitation: reported, reason: note(), on: on)
        case .circulateReport: return .circulateReport(invitation: reported, to: [agency(), agency()], on: on)
        case .exemptReport:
            return .exemptReport(invitation: invitation(conference), approvedBy: person(), reason: note(), on: on)
        case .recordSharing:
            return .recordSharing(invitation: invitation(conference), with: recipient(), outcome(today), on: on)
        case .exemptSharing:
            return .exemptSharing(invitation: invitation(conference), approvedBy: person(), reason: note(), on: on)
        case .recordAttempt:
            return .recordAttempt(
                invitation: invitation(conference), with: recipient(), method: one(of: DiscussionMethod.allCases),
                by: chance(50) ? person() : nil, on: on)
        default: return ofTheMeeting(name, on, conference)
        }
    }

    private mutating func outcome(_ today: CalendarDate) -> SharingOutcome {
        switch number(in: 0...7) {
        case 0: .sentOnly
        case 1: .refused
        case 2: .unableToContact(attemptedOn: chance(30) ? [] : [day(near: today)])
        case 3: .exempt(approvedBy: person(), reason: note())
        default: .discussed(method: one(of: DiscussionMethod.allCases), by: chance(30) ? person() : nil)
        }
    }
}
