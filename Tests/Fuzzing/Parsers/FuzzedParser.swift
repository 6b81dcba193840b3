import CalendarReplies
import Daemon
import Inbound
import Outbound
import Persistence
import WorkingDays

/// What reads bytes that anybody may have written, each with what must hold whatever the bytes are.
public enum FuzzedParser: String, CaseIterable, Sendable {
    /// A message in the reply mailbox: MIME, reports on deliveries, automatic replies.
    case mail
    /// A calendar's answer.
    case calendar
    /// A CSV list.
    case lists
    /// GOV.UK's list of bank holidays.
    case holidays
    /// The token of a practitioner's link.
    case link
    /// The address that a bounce came to.
    case returnPath = "return-path"

    /// Reads the bytes, and stops the program when something does not hold.
    public func read(_ bytes: [UInt8]) {
        switch self {
        case .mail: Self.readMail(bytes)
        case .calendar: Self.readCalendar(bytes)
        case .lists: Self.readList(bytes)
        case .holidays: Self.readHolidays(bytes)
        case .link: Self.readLink(bytes)
        case .returnPath: Self.readReturnPath(bytes)
        }
    }

    private static func readMail(_ bytes: [UInt8]) {
        guard let mail = try? IncomingMail(bytes) else { return }
        precondition(mail.subject.count <= 500 && mail.recipients.count <= 400)
        if case .calendar(let object) = mail.kind { readCalendar(object) }
    }

    private static func readCalendar(_ bytes: [UInt8]) {
        guard case .reply(let reply) = CalendarReading(of: bytes) else { return }
        precondition(reply.attendee.address.utf8.allSatisfy { (33...126).contains($0) })
        precondition(reply.uid.text.utf8.allSatisfy { (33...126).contains($0) })
        precondition(reply.sequence >= 0)
    }

    private static func readList(_ bytes: [UInt8]) {
        // In one piece and byte by byte it must be the same list, or the same fault.
        let whole = outcome { CSVReader(bytes) }
        let pieces = outcome {
            var rest = bytes[...]
            return CSVReader { rest.popFirst().map { [$0] } }
        }
        precondition(whole == pieces)
        var reader = CSVReader(bytes)
        _ = try? ImportFile(&reader, name: "list.csv")
    }

    private static func outcome(_ make: () -> CSVReader) -> String {
        var reader = make()
        var told = ""
        do {
            while let record = try reader.next() {
                precondition(!record.fields.isEmpty && record.fields.allSatisfy { $0.line > 0 && $0.column > 0 })
                told += "\(record)"
            }
        } catch { told += "\(error)" }
        return told
    }

    private static func readHolidays(_ bytes: [UInt8]) {
        guard let text = String(validating: bytes, as: UTF8.self),
            let list = try? HolidayFile.read(text, path: "list.json")
        else { return }
        for division in Division.allCases {
            let days = list.holidays(in: division).map(\.date)
            precondition(days == days.sorted() && Set(days).count == days.count)
        }
    }

    private static let signer = LinkSigner(MasterKeys(bytes: [Array(repeating: 7, count: 32)]))

    private static func readLink(_ bytes: [UInt8]) {
        let token = String(decoding: bytes, as: UTF8.self)
        guard let link = try? signer.link(of: token, now: Timestamp(seconds: 0)) else { return }
        // Only what was signed is read; signed once more, it says the same.
        precondition((try? signer.link(of: signer.token(of: link, in: "message"), now: Timestamp(seconds: 0))) == link)
    }

    private static let returnPaths: ReturnPath = {
        do {
            let key = try ReturnPathKey(Array(repeating: 7, count: 32))
            return try ReturnPath(domain: "replies.council.example", keys: [key])
        } catch { fatalError("\(error)") }
    }()

    private static func readReturnPath(_ bytes: [UInt8]) {
        let address = String(decoding: bytes, as: UTF8.self)
        guard let message = returnPaths.messageID(in: address) else { return }
        precondition((try? returnPaths.address(of: message))?.lowercased() == address.lowercased())
    }
}
