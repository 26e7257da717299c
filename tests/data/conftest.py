"""A web server on this machine, with good and bad manners."""

import http.server
import threading

import pytest


class Mirror:
    """A local server: ``files`` maps a path to bytes, or to a function that answers by itself."""

    def __init__(self):
        mirror, self.files, self.asked = self, {}, []

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                mirror.asked.append(self.path)
                content = mirror.files.get(self.path)
                if content is None:
                    self.send_error(404)
                elif callable(content):
                    content(self)
                else:
                    self.send_response(200)
                    self.send_header("Content-Length", str(len(content)))
                    self.end_headers()
                    self.wfile.write(content)

            def log_message(self, *ignored):
                """Keep quiet."""

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.thread = threading.Thread(target=self.server.serve_forever, args=(0.01,))
        self.thread.start()

    def address(self, folder=""):
        """The address of a folder of the server, with a slash at its end."""
        return f"http://127.0.0.1:{self.server.server_port}/{folder}"

    def close(self):
        self.server.shutdown()
        self.server.server_close()
        self.thread.join()


@pytest.fixture
def mirror(monkeypatch):
    """A `Mirror` that is reached directly, whatever proxy the machine has."""
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    mirror = Mirror()
    yield mirror
    mirror.close()


@pytest.fixture
def dead_address(mirror):
    """An address at which nobody answers."""
    other = Mirror()
    other.close()
    return other.address()
