import Foundation

/// The configuration file of a test's mailbox server.
struct DovecotConfiguration {
    let behaviour: DovecotServer.Behaviour
    let folder: String
    let maildir: String
    let certificates: TestCertificates
    let port: Int
    let tlsPort: Int
    /// In the greeting, so that nobody else's server is taken for this one.
    let banner = "test-\(UInt32.random(in: 0...UInt32.max))"

    private var isRoot: Bool { geteuid() == 0 }

    var text: String {
        [main, users, listeners, behaviour.acceptsTokens ? tokens : ""].joined(separator: "\n") + "\n"
    }

    private var main: String {
        """
        protocols = imap
        listen = 127.0.0.1
        base_dir = \(folder)/run
        state_dir = \(folder)/run
        log_path = \(folder)/log
        login_greeting = \(banner)
        ssl = \(behaviour.offersTLS ? "required" : "no")
        ssl_cert = <\(certificates.certificateFile)
        ssl_key = <\(certificates.keyFile)
        disable_plaintext_auth = \(behaviour.offersTLS ? "yes" : "no")
        auth_mechanisms = \(behaviour.mechanisms)\(behaviour.acceptsTokens ? " xoauth2" : "")
        mail_location = maildir:\(maildir)
        \(behaviour.capabilities.map { "imap_capability = \($0)" } ?? "")
        """
    }

    private var users: String {
        let user = isRoot ? "mail" : NSUserName()
        let internalUsers =
            isRoot ? "" : "default_login_user = \(NSUserName())\ndefault_internal_user = \(NSUserName())"
        return """
            \(internalUsers)
            first_valid_uid = 1
            passdb {
              driver = static
              args = user=\(DovecotServer.username) password=\(DovecotServer.password)
            }
            userdb {
              driver = static
              args = uid=\(user) gid=\(isRoot ? "mail" : String(getegid())) home=\(folder)
            }
            """
    }

    /// Without root nothing can be locked into a part of the file system.
    private var listeners: String {
        """
        service imap-login {
          chroot =
          inet_listener imap {
            port = \(port)
          }
          inet_listener imaps {
            port = \(tlsPort)
          }
        }
        service anvil {
          chroot =
        }
        service stats {
          chroot =
        }
        """
    }

    /// Access tokens are JSON Web Tokens, checked with a key beside this file.
    private var tokens: String {
        """
        passdb {
          driver = oauth2
          mechanisms = xoauth2
          args = \(folder)/tokens.conf
        }
        """
    }

    var tokenSettings: String {
        """
        introspection_mode = local
        local_validation_key_dict = fs:posix:prefix=\(folder)/keys/
        username_attribute = sub
        """
    }
}
