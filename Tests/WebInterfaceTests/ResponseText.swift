import HTTPTypes
import Hummingbird
import NIOCore

extension Response {
    /// The page that was answered.
    func text() async throws -> String {
        let body = Collected()
        try await self.body.write(body)
        return body.content.text
    }
}

/// Keeps what is written as text.
private struct Collected: ResponseBodyWriter {
    final class Content {
        var text = ""
    }

    let content = Content()

    mutating func write(_ buffer: ByteBuffer) async throws { content.text += String(buffer: buffer) }
    consuming func finish(_ trailingHeaders: HTTPFields?) async throws {}
}
