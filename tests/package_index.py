"""An index of packages that only a proxy knows, for profiles of QGIS that install from it."""

import hashlib
import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Proxy(ThreadingHTTPServer):
    """A proxy behind which there is nothing but an index with the engine's wheels; it keeps what it was asked."""

    daemon_threads = True

    def __init__(self, wheels):
        super().__init__(("127.0.0.1", 0), Answer)
        self.wheels = {path.name: path for path in wheels.glob("*.whl")}
        self.asked = []
        threading.Thread(target=self.serve_forever, daemon=True).start()


class Answer(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def do_GET(self):
        assert self.path.startswith("http://packages.invalid/"), self.path
        self.server.asked.append((self.path, self.headers["Range"]))
        name = self.path.rstrip("/").rsplit("/", 1)[1]
        if self.path.endswith("/"):
            self.answer(200, json.dumps({"files": [
                {"filename": file, "url": f"/files/{file}", "size": path.stat().st_size,
                 "hashes": {"sha256": hashlib.sha256(path.read_bytes()).hexdigest()}}
                for file, path in self.server.wheels.items()
                if file.split("-")[0].replace("_", "-").lower() == name]}).encode())
        else:
            first, last = map(int, self.headers["Range"].removeprefix("bytes=").split("-"))
            self.answer(206, self.server.wheels[name].read_bytes()[first:last + 1])

    def answer(self, status, content):
        self.send_response(status)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)


def name_index(profile, proxy):
    """Let a profile ask an index that only its proxy knows."""
    settings = profile / "profiles" / "default" / "QGIS" / "QGIS3.ini"
    with settings.open("a", encoding="utf-8") as file:
        file.write(f"[proxy]\nproxyEnabled=true\nproxyType=HttpProxy\nproxyHost=127.0.0.1\n"
                   f"proxyPort={proxy.server_port}\nnoProxyUrls=http://127.0.0.1\n"
                   "[Processing]\nConfiguration\\COREGIX_INDEX=http://packages.invalid/simple\n")
