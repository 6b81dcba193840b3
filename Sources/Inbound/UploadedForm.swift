/// A form as a browser sends it together with a file, read by GMime.
///
/// - Source: RFC 7578.
public struct UploadedForm: Sendable {
    /// What was sent under each name, a file's content among it; of several of a name the first.
    public let fields: [String: [UInt8]]

    /// - Parameter contentType: As the request says it, its boundary included.
    /// - Returns: `nil` for anything but `multipart/form-data`.
    public init?(contentType: String, body: [UInt8]) {
        guard contentType.lowercased().hasPrefix("multipart/form-data"), !contentType.contains(where: \.isNewline),
            let message = MIMEMessage(Array("Content-Type: \(contentType)\r\n\r\n".utf8) + body)
        else { return nil }
        var fields: [String: [UInt8]] = [:]
        for entity in message.entities {
            guard let disposition = entity.fields.first(where: { $0.has("Content-Disposition") })?.rawValue,
                let name = disposition.firstMatch(of: /(?:^|;)\s*name="([^"]*)"/)?.1, fields[String(name)] == nil
            else { continue }
            fields[String(name)] = entity.content ?? []
        }
        self.fields = fields
    }
}
