/// What may stand as a host in settings.
package enum HostName {
    /// Letters, digits, dots and hyphens, or an IPv6 address: nothing that means something else in a URL.
    package static func isAccepted(_ host: String) -> Bool {
        guard (1...253).contains(host.utf8.count), host.utf8.first != UInt8(ascii: "-") else { return false }
        if host.utf8.contains(UInt8(ascii: ":")) {
            return host.utf8.allSatisfy { byte in
                switch byte {
                case 0x30...0x3A, 0x41...0x46, 0x61...0x66, 0x2E: true
                default: false
                }
            }
        }
        return host.utf8.allSatisfy { byte in
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E: true
            default: false
            }
        }
    }

    /// The host as a URL has it: an IPv6 address in brackets.
    package static func inURL(_ host: String) -> String {
        host.contains(":") ? "[\(host)]" : host
    }
}
