#!/usr/bin/env python3
"""Receives webhooks over HTTPS, answers 200, and notes when each came: the far end of those who send them.

Usage: receiver.py PORT CERTIFICATE KEY    GET /count tells how many came, GET /received all of them, DELETE / forgets
"""

import asyncio
import json
import ssl
import sys
import time


class Receiver(asyncio.Protocol):
    received = []

    def connection_made(self, transport):
        self.transport, self.buffer = transport, b""

    def data_received(self, data):
        self.buffer += data
        while True:
            head, blank, rest = self.buffer.partition(b"\r\n\r\n")
            if not blank:
                return
            length = 0
            for line in head.split(b"\r\n")[1:]:
                if line[:15].lower() == b"content-length:":
                    length = int(line[15:])
            if len(rest) < length:
                return
            self.buffer = rest[length:]
            self.answer(head.split(b" ", 2), rest[:length])

    def answer(self, request, body):
        said = b""
        if request[0] == b"POST":
            Receiver.received.append((time.time(), body))
        elif request[0] == b"DELETE":
            Receiver.received = []
        elif request[1] == b"/count":
            said = str(len(Receiver.received)).encode()
        else:
            said = json.dumps([(at, body.decode()) for at, body in Receiver.received]).encode()
        self.transport.write(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%s" % (len(said), said))


async def main(port, certificate, key):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    server = await asyncio.get_running_loop().create_server(Receiver, "127.0.0.1", port, ssl=context, backlog=512)
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1]), *sys.argv[2:4]))
