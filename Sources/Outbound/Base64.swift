extension [UInt8] {
    /// Appends bytes as base64 in lines of 76 characters, each ending in CR LF (RFC 2045, 6.8).
    mutating func appendBase64Lines(_ bytes: [UInt8]) {
        for start in stride(from: 0, to: bytes.count, by: 57) {
            appendBase64(bytes[start..<Swift.min(start + 57, bytes.count)])
            appendLineBreak()
        }
    }

    /// Appends bytes as base64 without line breaks.
    mutating func appendBase64(_ bytes: ArraySlice<UInt8>) {
        var index = bytes.startIndex
        while index < bytes.endIndex {
            let left = bytes.endIndex - index
            let second = left > 1 ? bytes[index + 1] : 0
            let third = left > 2 ? bytes[index + 2] : 0
            let group = UInt32(bytes[index]) << 16 | UInt32(second) << 8 | UInt32(third)
            append(base64Digit(group >> 18))
            append(base64Digit(group >> 12 & 63))
            append(left > 1 ? base64Digit(group >> 6 & 63) : UInt8(ascii: "="))
            append(left > 2 ? base64Digit(group & 63) : UInt8(ascii: "="))
            index += 3
        }
    }
}

private func base64Digit(_ value: UInt32) -> UInt8 {
    switch value {
    case 0..<26: UInt8(65 + value)
    case 26..<52: UInt8(97 + value - 26)
    case 52..<62: UInt8(48 + value - 52)
    case 62: UInt8(ascii: "+")
    default: UInt8(ascii: "/")
    }
}
