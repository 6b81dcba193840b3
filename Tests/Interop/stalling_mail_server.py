"""A mail server for one test: stalling_mail_server.py SECONDS

Prints its port. It takes the first message; when the second begins on the same connection it says nothing for so many
seconds and hangs up, and on any later connection it says nothing to MAIL for ever.
"""

import socketserver
import sys
import threading

pause = float(sys.argv[1])
connections = 0
never = threading.Event()


class Conversation(socketserver.StreamRequestHandler):
    def handle(self):
        global connections
        connections += 1
        is_first, messages = connections == 1, 0
        self.wfile.write(b"220 ready\r\n")
        for line in self.rfile:
            verb = line[:4].upper()
            if verb == b"MAIL" and (not is_first or messages == 1):
                never.wait(pause if is_first else None)
                return
            if verb == b"DATA":
                self.wfile.write(b"354 go on\r\n")
                while self.rfile.readline() != b".\r\n":
                    pass
                messages += 1
            self.wfile.write(b"250 fine\r\n")


class Server(socketserver.ThreadingTCPServer):
    daemon_threads = True


with Server(("127.0.0.1", 0), Conversation) as server:
    print(server.server_address[1], flush=True)
    server.serve_forever()
