import Foundation

/// A certificate authority of its own and a server certificate for localhost and 127.0.0.1, made with openssl.
public struct TestCertificates: Sendable {
    public let caFile: String
    public let certificateFile: String
    public let keyFile: String

    /// Makes them in a folder.
    public init(in folder: String) async throws {
        caFile = "\(folder)/ca.pem"
        certificateFile = "\(folder)/server.pem"
        keyFile = "\(folder)/server.key"
        let keyOptions = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-batch"]
        try await runSuccessfully(
            "/usr/bin/openssl",
            ["req", "-x509", "-days", "30", "-subj", "/CN=Quorate test authority", "-keyout", "\(folder)/ca.key"]
                + ["-addext", "keyUsage=critical,keyCertSign,cRLSign", "-out", caFile] + keyOptions)
        try await runSuccessfully(
            "/usr/bin/openssl",
            ["req", "-x509", "-days", "30", "-subj", "/CN=localhost", "-keyout", keyFile, "-out", certificateFile]
                + ["-CA", caFile, "-CAkey", "\(folder)/ca.key"]
                + ["-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1"]
                + ["-addext", "basicConstraints=critical,CA:FALSE"] + keyOptions)
        // The server reads it under its own user.
        try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: keyFile)
    }
}
