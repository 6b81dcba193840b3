import Inbound
import Testing

@Suite("A form with a file")
struct UploadedFormTests {
    private static let contentType = "multipart/form-data; boundary=----x7Y"

    private func form(_ lines: [String], contentType: String = contentType) -> [String: String]? {
        UploadedForm(contentType: contentType, body: Array(lines.joined(separator: "\r\n").utf8))?.fields
            .mapValues { String(decoding: $0, as: UTF8.self) }
    }

    @Test("has each field and the file's content, as they were sent")
    func fields() {
        let found = form([
            "------x7Y", "Content-Disposition: form-data; name=\"form-token\"", "", "abc", "------x7Y",
            "Content-Disposition: form-data; name=\"file\"; filename=\"name=&quot;list.csv\"", "Content-Type: text/csv",
            "",
            "code,name", "CSC,Children’s Social Care", "", "From here =20 on", "------x7Y",
            "Content-Disposition: form-data; filename=\"none\"; name=\"empty\"", "", "", "------x7Y--", "",
        ])
        #expect(
            found == [
                "form-token": "abc",
                "file": "code,name\r\nCSC,Children’s Social Care\r\n\r\nFrom here =20 on", "empty": "",
            ])
    }

    @Test("keeps the first of a name, and the bytes of what is no text")
    func bytes() {
        let body =
            Array(
                "------x7Y\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a\"\r\nContent-Type: application/octet-stream\r\n\r\n"
                    .utf8) + [0, 255, 13, 10, 10]
            + Array(
                "\r\n------x7Y\r\nContent-Disposition: form-data; name=\"file\"\r\n\r\nlater\r\n------x7Y--\r\n".utf8)
        #expect(UploadedForm(contentType: Self.contentType, body: body)?.fields == ["file": [0, 255, 13, 10, 10]])
    }

    @Test(
        "is nothing else",
        arguments: [
            "text/plain", "multipart/mixed; boundary=x", "multipart/form-data; boundary=x\r\nX: y", "",
        ])
    func others(contentType: String) {
        #expect(
            form(["--x", "Content-Disposition: form-data; name=\"a\"", "", "b", "--x--"], contentType: contentType)
                == nil)
    }

    @Test("is read as far as it makes sense")
    func broken() {
        #expect(form([]) == [:])
        #expect(form(["------x7Y", "Content-Disposition: form-data; name=\"a\"", "", "cut off"]) == ["a": "cut off"])
        #expect(form(["------x7Y", "Content-Disposition: form-data", "", "nameless", "------x7Y--"]) == [:])
    }
}
