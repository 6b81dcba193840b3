extension CalendarReading {
    /// Why a calendar object is not an answer that can be recorded. No reason repeats what somebody wrote.
    public enum Unusable: Error, Hashable, Sendable {
        case tooLarge(Int)
        case tooLongLine
        case tooManyLines
        case notUTF8
        case controlCharacter
        case notACalendar
        case faultyLine
        case noMethod
        case method(OtherMethod)
        case noEvent
        case severalEvents(Int)
        case oneOfASeries
        case noUID
        case foreignUID
        case sequence
        case noTimeStamp
        case timeStamp
        case noAttendee
        case severalAttendees(Int)
        case attendeeAddress
        case status(OtherStatus)
        case repeated(Property)

        /// What a calendar object other than a reply is for (RFC 5546, 1.4).
        public enum OtherMethod: String, Hashable, Sendable {
            case publish, request, add, cancel, refresh, counter, declineCounter, other

            init(_ text: String) {
                let name = text.uppercased()
                self = name == "DECLINECOUNTER" ? .declineCounter : Self(rawValue: text.lowercased()) ?? .other
            }
        }

        /// What an attendee can be besides accepting, tentative or declining (RFC 5545, 3.2.12).
        public enum OtherStatus: Hashable, Sendable {
            case needsAction, delegated, other
        }

        /// A property that stands once at most.
        public enum Property: String, Hashable, Sendable {
            case method = "METHOD"
            case uid = "UID"
            case sequence = "SEQUENCE"
            case timeStamp = "DTSTAMP"
        }
    }
}

extension CalendarReading.Unusable: CustomStringConvertible {
    public var description: String {
        switch self {
        case .tooLarge(let count): "The calendar object has \(count) bytes; at most 262144 are read."
        case .tooLongLine: "The calendar object has a line of more than 16384 bytes."
        case .tooManyLines: "The calendar object has more than 500 lines that matter to a reply, which has about ten."
        case .notUTF8: "The calendar object is not in UTF-8."
        case .controlCharacter: "The calendar object contains a control character."
        case .notACalendar:
            "This is not a whole calendar object; one begins with BEGIN:VCALENDAR and ends with its END."
        case .faultyLine: "A line of the calendar object that says who answers or what is not written as it should be."
        case .noMethod: "The calendar object does not say what it is for; a reply has METHOD:REPLY."
        case .method(let method): method.sentence
        case .noEvent: "The calendar object has no event; a reply has one."
        case .severalEvents(let count): "The calendar object has \(count) events; a reply to an invitation has one."
        case .oneOfASeries: "The reply is to one meeting of a series; invitations here are each to one meeting."
        case .noUID: "The reply does not say which invitation it answers; it should have a UID."
        case .foreignUID: "The reply is to an invitation of somebody else: its UID is not of the form that ours have."
        case .sequence: "The SEQUENCE of the reply is not a number from 0 to 2147483647."
        case .noTimeStamp: "The reply does not say when it was written; it should have a DTSTAMP."
        case .timeStamp: "The DTSTAMP of the reply is not an existing time in UTC, such as 20270105T100000Z."
        case .noAttendee: "The reply does not say who answers; it should have one ATTENDEE."
        case .severalAttendees(let count): "The reply names \(count) attendees; one answers for one."
        case .attendeeAddress: "The attendee of the reply is not a mail address; it should be mailto:name@example.org."
        case .status(let status): status.sentence
        case .repeated(let property): "The calendar object has \(property.rawValue) more than once."
        }
    }
}

extension CalendarReading.Unusable.OtherMethod {
    fileprivate var sentence: String {
        switch self {
        case .counter: "This proposes another time for the meeting; it is not an answer to the invitation."
        case .refresh: "This asks for the invitation once more; it is not an answer to it."
        case .publish, .request, .add, .cancel, .declineCounter:
            "This is of the kind that an organizer sends; a reply has METHOD:REPLY."
        case .other: "The METHOD of the calendar object is not known; a reply has METHOD:REPLY."
        }
    }
}

extension CalendarReading.Unusable.OtherStatus {
    fileprivate var sentence: String {
        switch self {
        case .needsAction: "The reply gives no answer; accepted, tentative and declined are answers."
        case .delegated: "The reply passes the invitation to somebody else; a delegate has to be named on its page."
        case .other: "The answer in the reply is not known; accepted, tentative and declined are answers."
        }
    }
}
