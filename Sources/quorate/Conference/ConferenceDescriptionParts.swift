import Conferences
import WorkingDays

extension ConferenceDescription {
    /// What a conference has once it has a day.
    struct Arranged: Encodable {
        let on: CalendarDate
        let at: String
        let place: String
        let videoLink: String?
        let moves: Int
        let chair: String
        let administrator: String
        let leadSocialWorker: String?
        let family: [String]
        let children: [Child]
        let quoracy: Quoracy
        let needs: [Need]
        let exclusions: [Exclusion]
        let split: [[String]]?
        let invitations: [Invitee]
        let letterIssuedOn: CalendarDate?
        let coreGroupHeldOn: CalendarDate?
        let record: Record
        let review: Review?
        let notes: [String]?

        init(_ conference: Conference, _ page: ConferencePage) {
            on = conference.sitting.on
            at = conference.sitting.at.shortText
            place = conference.sitting.place
            videoLink = conference.sitting.videoLink
            moves = conference.moves
            chair = conference.chair.text
            administrator = conference.administrator.text
            leadSocialWorker = conference.leadSocialWorker?.text
            family = conference.familyRecipients.map(\.description)
            children = conference.children.map { Child($0, showsCategory: page.showsNotes) }
            quoracy = Quoracy(conference, page)
            needs = conference.needs.map {
                Need(
                    number: $0.number, kind: $0.kind.rawValue, recipient: $0.recipient?.description,
                    arrangedOn: $0.arrangedOn)
            }
            exclusions = conference.exclusions.map {
                Exclusion(
                    number: $0.number, recipient: $0.recipient.description, requestedBy: $0.requestedBy.text,
                    requestedOn: $0.requestedOn, granted: $0.decision?.isGranted, decidedOn: $0.decision?.on)
            }
            split = conference.split.map { $0.groups.map { $0.map(\.description) } }
            invitations = conference.invitations.map { Invitee($0, conference) }
            letterIssuedOn = conference.letterIssuedOn
            coreGroupHeldOn = conference.coreGroupHeldOn
            record = Record(
                stage: conference.record.stage.word, circulatedOn: conference.record.firstCirculatedOn,
                corrections: conference.record.corrections.map(\.invitation))
            review = conference.review.map {
                Review(conference: $0.conference.text, sitsOn: $0.sitsOn, heldOn: $0.heldOn)
            }
            notes = page.showsNotes ? ConferenceNotes(conference).lines : nil
        }
    }

    struct Child: Encodable {
        let reference: String
        let plan: Bool?
        let category: String?
        let decidedOn: CalendarDate?
        let dissent: [String]

        init(_ child: ConferenceChild, showsCategory: Bool) {
            reference = child.reference.text
            plan = child.decision.map { $0.plan != nil }
            category = showsCategory ? child.decision?.plan?.rawValue : nil
            decidedOn = child.decidedOn
            dissent = child.decision?.dissent.map(\.agency.text) ?? []
        }
    }

    struct Quoracy: Encodable {
        /// Before the meeting: quorate, open or inquorate by the replies.
        let forecast: String?
        let tippedBy: [Int]?
        /// After it: whether the register shows enough.
        let quorate: Bool?
        let ruling: String?
        let groups: [String]
        let minimum: Int
        let shortfall: String?
        let adjournedOn: [CalendarDate]

        init(_ conference: Conference, _ page: ConferencePage) {
            let rules = page.policy.quoracy
            let count: QuoracyCount
            if conference.status == .scheduled {
                let found = conference.quoracyForecast(rules, agencies: page.agencies)
                count = found.expected
                (forecast, tippedBy, quorate) = (found.verdict.rawValue, found.tippedBy, nil)
            } else {
                count = conference.quoracyOnTheDay(rules, agencies: page.agencies)
                (forecast, tippedBy) = (nil, nil)
                quorate = conference.status.isPastMeeting || conference.status.isAdjourned ? count.isQuorate : nil
            }
            ruling =
                switch conference.ruling {
                case .proceeded(let reason, _): "proceeded, \(reason.rawValue)"
                case .adjourned: "adjourned"
                case nil: nil
                }
            groups = count.present.keys.sorted().map(\.name)
            minimum = count.minimum
            shortfall = count.shortfall
            adjournedOn = conference.adjournments.map(\.on)
        }
    }

    struct Need: Encodable {
        let number: Int
        let kind: String
        let recipient: String?
        let arrangedOn: CalendarDate?
    }

    struct Exclusion: Encodable {
        let number: Int
        let recipient: String
        let requestedBy: String
        let requestedOn: CalendarDate
        let granted: Bool?
        let decidedOn: CalendarDate?
    }

    struct Record: Encodable {
        let stage: String
        let circulatedOn: CalendarDate?
        let corrections: [Int]
    }

    struct Review: Encodable {
        let conference: String
        let sitsOn: CalendarDate
        let heldOn: CalendarDate?
    }

    /// One invitation with all that became of it.
    struct Invitee: Encodable {
        let number: Int
        let agency: String
        let person: String?
        let capacity: String
        let sentOn: CalendarDate?
        let bouncedOn: CalendarDate?
        let withdrawnOn: CalendarDate?
        let reply: String?
        let repliedOn: CalendarDate?
        let missingForApologies: [String]
        let delegate: String?
        let delegateAcceptedOn: CalendarDate?
        let delegateBriefedOn: CalendarDate?
        let report: String
        let reportVersions: [Version]
        let reportCirculatedTo: [String]
        let sharing: [String: Shared]
        let attendance: AttendanceEntry?
        let absenceExplainedOn: CalendarDate?
        let recordSentOn: CalendarDate?
        let recordReceivedOn: CalendarDate?

        struct Version: Encodable {
            let on: CalendarDate
            let coversSignificantOthers: Bool
        }

        struct Shared: Encodable {
            let outcome: String?
            let on: CalendarDate?
            let attempts: [CalendarDate]
        }

        init(_ invitation: Invitation, _ conference: Conference) {
            number = invitation.number
            agency = invitation.agency.text
            person = invitation.person?.text
            capacity = invitation.capacity.rawValue
            sentOn = invitation.sentOn
            bouncedOn = invitation.bouncedOn
            withdrawnOn = invitation.withdrawnOn
            reply = invitation.response?.reply.word
            repliedOn = invitation.response?.on
            missingForApologies = invitation.missingForApologies.map(\.rawValue)
            delegate = invitation.delegate?.person.text
            delegateAcceptedOn = invitation.delegate?.acceptedOn
            delegateBriefedOn = invitation.delegate?.briefedOn
            report = invitation.report.stage.word
            reportVersions = invitation.report.versions.map {
                Version(on: $0.on, coversSignificantOthers: $0.coversSignificantOthers)
            }
            reportCirculatedTo = invitation.report.circulatedTo.map(\.text)
            sharing = Dictionary(
                uniqueKeysWithValues: conference.familyRecipients.map { recipient in
                    let sharing = invitation.sharing[recipient]
                    return (
                        recipient.description,
                        Shared(
                            outcome: sharing?.outcome.phrase, on: sharing?.on,
                            attempts: (invitation.attempts[recipient] ?? []).map(\.on))
                    )
                })
            attendance = invitation.attendance
            absenceExplainedOn = invitation.absenceExplainedOn
            recordSentOn = conference.record.circulatedOn[invitation.number]
            recordReceivedOn = conference.record.receivedOn[invitation.number]
        }
    }
}
