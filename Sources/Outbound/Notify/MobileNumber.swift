/// The number of a UK mobile telephone, written `+447…`.
///
/// - Source: Ofcom, *National Telephone Numbering Plan*: 07 with eight or nine further digits after the first of them;
///   070 is for personal numbers and 076 for pagers, but for 07624, which is the Isle of Man's.
public struct MobileNumber: Sendable, Hashable, CustomStringConvertible {
    /// `+447900900123`.
    public let text: String

    /// Reads a number as people write it: `07900 900123`, `+44 (0)7900 900 123`, `0044 7900-900123`.
    ///
    /// - Throws: ``MobileNumberError``, whose text does not repeat the number.
    public init(_ written: String) throws(MobileNumberError) {
        guard written.unicodeScalars.allSatisfy({ Self.isAccepted($0) }) else { throw .characters }
        // A plus sign stands before all digits.
        guard !written.drop(while: { !$0.isNumber }).contains("+") else { throw .characters }
        var digits = written.unicodeScalars.filter { (0x30...0x39).contains($0.value) }.map { Character($0) }[...]
        if written.contains("+") || digits.starts(with: "00") {
            digits = digits.drop { $0 == "0" }
            guard digits.starts(with: "44") else { throw .abroad }
            digits = digits.dropFirst(2)
        }
        if digits.first == "0" { digits = digits.dropFirst() }
        guard digits.count == 10 else { throw .length(digits.count + 1) }
        let number = String(digits)
        guard number.hasPrefix("7"), !number.hasPrefix("70"), !number.hasPrefix("76") || number.hasPrefix("7624")
        else { throw .notMobile }
        text = "+44\(number)"
    }

    /// Digits, a plus sign, and what stands between groups.
    private static func isAccepted(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "0"..."9", "+", " ", "\u{A0}", "-", "(", ")", ".": true
        default: false
        }
    }

    /// The number's last three digits: enough to tell which it is.
    public var description: String { "…\(text.suffix(3))" }
}

/// Why a number is refused.
public enum MobileNumberError: Error, Equatable, CustomStringConvertible {
    case characters, abroad
    case length(Int)
    case notMobile

    public var description: String {
        switch self {
        case .characters: "A mobile number takes digits, spaces, hyphens, brackets and a plus sign before them."
        case .abroad: "Only UK mobile numbers are texted; write one like 07900 900123 or +44 7900 900123."
        case .length(let count): "A UK mobile number has 11 digits, such as 07900 900123; this one has \(count)."
        case .notMobile: "The number is no UK mobile number, which begins with 07 (and not with 070 or 076)."
        }
    }
}
