"""A server of byte ranges of one file, in a process of its own: GDAL holds Python's lock while it opens a file.

``python range_server.py FILE`` prints its port, and then the number of bytes of each answer, one a line.
"""

import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

DATA = Path(sys.argv[1]).read_bytes()


class Ranges(BaseHTTPRequestHandler):
    """Answers for /a.tif and for nothing else."""

    def log_message(self, *_):
        """Say nothing on stderr."""

    def do_GET(self):
        first, last = 0, len(DATA) - 1
        if self.path != "/a.tif":
            self.send_error(404)
            return
        if asked := self.headers.get("Range"):
            start, _, end = asked.removeprefix("bytes=").partition("-")
            first, last = int(start), min(int(end or last), last)
            self.send_response(206)
            self.send_header("Content-Range", f"bytes {first}-{last}/{len(DATA)}")
        else:
            self.send_response(200)
        self.send_header("Accept-Ranges", "bytes")
        self.send_header("Content-Length", str(last + 1 - first))
        self.end_headers()
        if self.command == "GET":
            # Before the answer: whoever has that may end this process at once. In one call: answers are given in
            # threads, and their lines must not mix.
            sys.stdout.write(f"{last + 1 - first}\n")
            sys.stdout.flush()
            self.wfile.write(DATA[first : last + 1])

    def do_HEAD(self):
        self.do_GET()


if __name__ == "__main__":
    with ThreadingHTTPServer(("127.0.0.1", 0), Ranges) as server:
        print(server.server_port, flush=True)
        server.serve_forever()
