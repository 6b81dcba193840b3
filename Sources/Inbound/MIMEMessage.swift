import CMIME

/// A mail message as the list of its entities (RFC 2045), read by GMime.
struct MIMEMessage: Sendable {
    /// The message itself is the first; each of the others comes after the one that it lies in, in the order of the text.
    let entities: [MIMEEntity]

    /// Reads a message, and of a broken one what makes sense.
    ///
    /// - Returns: nil if there are no bytes, or no memory.
    init?(_ bytes: [UInt8]) {
        guard let mime = quorate_mime_read(bytes, bytes.count) else { return nil }
        defer { quorate_mime_close(mime) }
        entities = (0..<quorate_mime_entity_count(mime)).map { MIMEEntity(mime, $0) }
    }

    /// The message's own header fields, before those that describe its content.
    var fields: [MIMEField] {
        entities.first.map { $0.fields + (entities.dropFirst().first?.fields ?? []) } ?? []
    }

    /// The first field of that name; names are compared without regard to case.
    func field(_ name: String) -> MIMEField? {
        fields.first { $0.has(name) }
    }

    /// The entities of this message, without those of messages inside it.
    var ownEntities: [MIMEEntity] {
        var isOwn: [Bool] = []
        for (place, entity) in entities.enumerated() {
            isOwn.append(place == 0 || (!entity.isMessage && entity.parent.map { isOwn[$0] } == true))
        }
        return zip(entities, isOwn).filter(\.1).map(\.0)
    }
}

/// A message, a part of one, or what holds several parts.
struct MIMEEntity: Sendable {
    /// The place of the entity that it lies in; nil for the message itself.
    let parent: Int?
    /// Whether it is a message, with From, To and so on, rather than a part of one.
    let isMessage: Bool
    /// Such as text/plain, in lower case.
    let type: String
    let isAttachment: Bool
    let fields: [MIMEField]
    /// The content without its transfer encoding; nil for what only holds other entities.
    let content: [UInt8]?
    /// The content as text, whatever character set it was in; nil unless the type is text/*.
    let text: String?
    /// The `method` parameter of the content type (RFC 6047, 2.4).
    let method: String?
    /// The `report-type` parameter of the content type (RFC 6522), in lower case.
    let reportType: String?

    init(_ mime: OpaquePointer, _ place: Int) {
        let parent = quorate_mime_parent(mime, place)
        self.parent = parent < 0 ? nil : Int(parent)
        isMessage = quorate_mime_is_message(mime, place)
        type = taken(quorate_mime_type(mime, place)) ?? ""
        isAttachment = quorate_mime_is_attachment(mime, place)
        fields = (0..<quorate_mime_field_count(mime, place)).map { MIMEField(mime, place, $0) }
        method = taken(quorate_mime_parameter(mime, place, "method"))
        reportType = taken(quorate_mime_parameter(mime, place, "report-type"))?.lowercased()
        text = taken(quorate_mime_text(mime, place))
        var count = 0
        let content = quorate_mime_content(mime, place, &count)
        defer { quorate_mime_free(content) }
        self.content = content.map { [UInt8](UnsafeBufferPointer(start: $0, count: count)) }
    }
}

/// A header field.
struct MIMEField: Sendable {
    let name: String
    /// On one line, with encoded words (RFC 2047) decoded: for people.
    let value: String
    /// On one line, as it was written: for what has a structure, since a decoded name may look like another address.
    let rawValue: String

    init(_ mime: OpaquePointer, _ place: Int, _ field: Int) {
        name = taken(quorate_mime_field_name(mime, place, field)) ?? ""
        value = taken(quorate_mime_field_value(mime, place, field)).map(trimmed) ?? ""
        rawValue = taken(quorate_mime_field_raw_value(mime, place, field)).map(trimmed) ?? ""
    }

    func has(_ name: String) -> Bool {
        self.name.lowercased() == name.lowercased()
    }

    /// The addresses in it, without names.
    var addresses: [String] { lines(quorate_mime_addresses(rawValue)) }

    /// The message identifiers in it, without angle brackets.
    var identifiers: [String] { lines(quorate_mime_identifiers(rawValue)) }

    /// Seconds since 1970, if it is a date.
    var seconds: Int64? {
        var seconds: Int64 = 0
        return quorate_mime_date(rawValue, &seconds) ? seconds : nil
    }
}

private func lines(_ text: UnsafeMutablePointer<CChar>?) -> [String] {
    (taken(text) ?? "").split(separator: "\n").map(String.init)
}

/// A copy as a string, with what is not UTF-8 replaced; the original is freed.
private func taken(_ text: UnsafeMutablePointer<CChar>?) -> String? {
    defer { quorate_mime_free(text) }
    return text.map { String(cString: $0) }
}

func trimmed(_ text: some StringProtocol) -> String {
    let rest = text.drop(while: \.isWhitespace)
    return String(rest.prefix(rest.count - rest.reversed().prefix(while: \.isWhitespace).count))
}
