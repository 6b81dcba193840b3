/// How long a text message is, in what operators count and charge for.
///
/// - Source: 3GPP TS 23.038, the default alphabet and its extension (6.2.1); TS 23.040, joined messages.
public struct TextLength: Sendable, Equatable {
    public enum Alphabet: Sendable, Equatable {
        /// Septets; letters of most of Western Europe.
        case gsm7
        /// 16 bits for each: one character outside the other alphabet makes the whole message so.
        case ucs2
    }

    public let alphabet: Alphabet
    /// Septets, or units of 16 bits.
    public let units: Int

    public init(_ text: String) {
        var septets = 0
        for scalar in text.unicodeScalars {
            guard let count = Self.septets(of: scalar) else {
                (alphabet, units) = (.ucs2, text.utf16.count)
                return
            }
            septets += count
        }
        (alphabet, units) = (.gsm7, septets)
    }

    /// How many messages it travels in: one, or parts that the telephone joins.
    public var fragments: Int {
        let (alone, joined) = alphabet == .gsm7 ? (160, 153) : (70, 67)
        return units <= alone ? 1 : (units + joined - 1) / joined
    }

    /// - Returns: `nil` for a character that the alphabet lacks.
    private static func septets(of scalar: Unicode.Scalar) -> Int? {
        basic.contains(scalar) ? 1 : extended.contains(scalar) ? 2 : nil
    }

    private static let basic = Set(
        ("@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿"
            + "abcdefghijklmnopqrstuvwxyzäöñüà").unicodeScalars)
    private static let extended = Set("\u{0C}^{}\\[~]|€".unicodeScalars)
}
