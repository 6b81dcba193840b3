import Foundation

/// The configuration file of a test's mail server.
struct EximConfiguration {
    let behaviour: EximServer.Behaviour
    let folder: String
    let certificates: TestCertificates
    let port: Int
    let tlsPort: Int
    /// In the greeting, so that nobody else's server is taken for this one.
    let banner = "test-\(UInt32.random(in: 0...UInt32.max))"

    var text: String {
        [main, accessRules, delivery, authenticators].joined(separator: "\n") + "\n"
    }

    private var main: String {
        """
        primary_hostname = localhost
        smtp_banner = localhost ESMTP \(banner)
        spool_directory = \(folder)/spool
        log_file_path = \(folder)/log/%slog
        pid_file_path = \(folder)/exim.pid
        local_interfaces = <; 127.0.0.1
        daemon_smtp_ports = \(port) : \(tlsPort)
        daemon_startup_retries = 0
        tls_on_connect_ports = \(tlsPort)
        tls_advertise_hosts = \(behaviour.offersSTARTTLS ? "*" : "")
        tls_certificate = \(certificates.certificateFile)
        tls_privatekey = \(certificates.keyFile)
        auth_advertise_hosts = \(behaviour.offersAuthentication ? "*" : "")
        never_users =
        smtp_accept_max = 200
        smtp_accept_max_per_host = 200
        smtp_accept_max_per_connection = \(behaviour.messagesPerConnection)
        smtp_accept_queue_per_connection = 0
        smtp_enforce_sync = false
        message_size_limit = 1M
        host_lookup =
        rfc1413_hosts =
        acl_smtp_mail = acl_mail
        acl_smtp_rcpt = acl_rcpt
        acl_smtp_data = acl_data
        domainlist local_domains = example.org
        """
    }

    private var accessRules: String {
        """
        begin acl
        acl_mail:
          deny    senders = refused@*
                  message = 5.1.8 sender not accepted
          accept
        acl_rcpt:
        \(behaviour.demandsAuthentication ? "  deny    !authenticated = *\n          message = authentication required" : "")
          deny    local_parts = bad
                  message = 5.1.1 <$local_part@$domain> no such user $local_part
          defer   local_parts = grey
                  message = 4.7.1 try later
          accept  domains = +local_domains
          deny    message = relay not permitted
        acl_data:
          warn    condition = ${if match{$h_subject:}{SLOW}}
                  delay = \(behaviour.slowSeconds)s
          deny    condition = ${if match{$h_subject:}{REJECT}}
                  message = 5.7.1 content rejected
          accept
        """
    }

    private var delivery: String {
        """
        begin routers
        unknown:
          driver = redirect
          local_parts = unknown
          allow_fail
          data = :fail: 5.1.1 no such user
        local:
          driver = accept
          domains = +local_domains
          transport = maildir
        begin transports
        maildir:
          driver = appendfile
          directory = \(folder)/Maildir
          maildir_format
          create_directory
          directory_mode = 0777
          mode = 0644
          envelope_to_add
          return_path_add
          user = \(geteuid() == 0 ? "Debian-exim" : NSUserName())
        begin retry
        * * F,2h,15m
        """
    }

    private var authenticators: String {
        let user = EximServer.username
        let password = EximServer.password
        return """
            begin authenticators
            PLAIN:
              driver = plaintext
              public_name = PLAIN
              server_set_id = $auth2
              server_prompts = :
              server_condition = ${if and{{eq{$auth2}{\(user)}}{eq{$auth3}{\(password)}}}}
            XOAUTH2:
              driver = plaintext
              public_name = XOAUTH2
              server_prompts = :
              server_set_id = \(user)
              server_condition = ${if eq{$auth1}{user=\(user)\\001auth=Bearer \(EximServer.token)\\001\\001}}
            LOGIN:
              driver = plaintext
              public_name = LOGIN
              server_prompts = <| Username: | Password:
              server_set_id = $auth1
              server_condition = ${if and{{eq{$auth1}{\(user)}}{eq{$auth2}{\(password)}}}}
            """
    }
}
