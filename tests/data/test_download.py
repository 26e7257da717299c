"""Downloads: whole and right, or not at all."""

import hashlib
import threading
import time
from pathlib import Path

import pytest

from dlcourse.data import DownloadError
from dlcourse.data.download import cache_folder, fetch

CONTENT = bytes(range(256)) * 1000  # four chunks
MD5 = hashlib.md5(CONTENT).hexdigest()


def get(folder, *mirrors, **options):
    return fetch("a.gz", MD5, folder, mirrors, **({"progress": False} | options))


def names(folder):
    return sorted(path.name for path in folder.iterdir()) if folder.is_dir() else []


def truncated(handler):
    """Promise the whole file and hang up after half of it."""
    handler.send_response(200)
    handler.send_header("Content-Length", str(len(CONTENT)))
    handler.end_headers()
    handler.wfile.write(CONTENT[: len(CONTENT) // 2])


def truncated_without_length(handler):
    handler.send_response(200)
    handler.end_headers()
    handler.wfile.write(CONTENT[:-1])


def complete_without_length(handler):
    handler.send_response(200)
    handler.end_headers()
    handler.wfile.write(CONTENT)


def broken_pieces(handler):
    """Announce pieces, and send something that is none."""
    handler.protocol_version = "HTTP/1.1"
    handler.send_response(200)
    handler.send_header("Transfer-Encoding", "chunked")
    handler.end_headers()
    handler.wfile.write(b"5\r\nhello\r\nnot a length\r\n")
    handler.close_connection = True


def gibberish(handler):
    handler.wfile.write(b"this is not the web\r\n\r\n")


def forbidden(handler):
    handler.send_error(403)


def length_of_nonsense(handler):
    handler.send_response(200)
    handler.send_header("Content-Length", "many")
    handler.end_headers()


BAD_MANNERS = {
    "missing": (None, "answered 404 Not Found"),
    "forbidden": (forbidden, "answered 403 Forbidden"),
    "damaged": (CONTENT[:-1] + b"?", "the file is damaged .its MD5 is [0-9a-f]{32}, not "),
    "empty": (b"", "the file is damaged"),
    "truncated": (truncated, f"ended after 128000 of {len(CONTENT)} bytes|broke off"),
    "truncated without length": (truncated_without_length, "the file is damaged"),
    "broken pieces": (broken_pieces, "broke off"),
    "gibberish": (gibberish, "broke off"),
    "length of nonsense": (length_of_nonsense, "broke off"),
}


@pytest.mark.parametrize("content", [CONTENT, complete_without_length])
def test_a_file_is_fetched_once(mirror, tmp_path, content):
    mirror.files["/a.gz"] = content
    folder = tmp_path / "made" / "on the way"
    path = get(folder, mirror.address())
    assert path == folder / "a.gz"
    assert path.read_bytes() == CONTENT
    assert get(folder, mirror.address()) == path
    assert mirror.asked == ["/a.gz"]
    assert names(folder) == ["a.gz"]


@pytest.mark.parametrize("manners", BAD_MANNERS)
def test_what_a_mirror_did_wrong_is_told_and_nothing_stays(mirror, tmp_path, manners):
    mirror.files["/a.gz"], told = BAD_MANNERS[manners]
    with pytest.raises(DownloadError, match=told) as raised:
        get(tmp_path, mirror.address())
    assert mirror.address() in str(raised.value)
    assert f"put it into {tmp_path}" in str(raised.value)
    assert names(tmp_path) == []


@pytest.mark.parametrize("manners", BAD_MANNERS)
def test_after_a_bad_mirror_the_next_is_asked(mirror, tmp_path, manners):
    mirror.files["/bad/a.gz"], _ = BAD_MANNERS[manners]
    mirror.files["/good/a.gz"] = CONTENT
    path = get(tmp_path, mirror.address("bad/"), mirror.address("good/"))
    assert path.read_bytes() == CONTENT
    assert names(tmp_path) == ["a.gz"]


def test_without_a_network_every_mirror_is_named(tmp_path, dead_address):
    with pytest.raises(DownloadError, match="Check the network and try again") as raised:
        get(tmp_path, dead_address, "no address at all/")
    lines = str(raised.value).splitlines()
    assert lines[0] == "a.gz could not be downloaded:"
    assert lines[1].startswith(f"  {dead_address}: no connection (")
    assert (
        lines[2] == "  no address at all/: broke off (unknown url type: 'no address at all/a.gz')"
    )
    assert names(tmp_path) == []


def test_a_mirror_that_falls_silent_is_given_up(mirror, tmp_path):
    over = threading.Event()
    mirror.files["/a.gz"] = lambda handler: over.wait(10)
    begin = time.monotonic()
    with pytest.raises(DownloadError, match="no connection|broke off"):
        get(tmp_path, mirror.address(), timeout=0.1)
    assert time.monotonic() - begin < 5
    over.set()


def test_no_mirror_at_all(tmp_path):
    with pytest.raises(DownloadError, match="no mirror was given"):
        get(tmp_path)


def test_a_damaged_file_in_the_folder_is_replaced(mirror, tmp_path):
    (tmp_path / "a.gz").write_bytes(CONTENT[:100])
    mirror.files["/a.gz"] = CONTENT
    assert get(tmp_path, mirror.address()).read_bytes() == CONTENT


def test_a_damaged_file_in_the_folder_is_not_used_when_it_cannot_be_replaced(
    tmp_path, dead_address
):
    (tmp_path / "a.gz").write_bytes(CONTENT[:100])
    with pytest.raises(DownloadError):
        get(tmp_path, dead_address)


def test_an_interrupted_download_leaves_nothing(mirror, tmp_path, monkeypatch):
    mirror.files["/a.gz"] = CONTENT

    def interrupt(path):
        assert names(tmp_path)[0].startswith(".a.gz.")  # nothing under the right name yet
        raise KeyboardInterrupt

    monkeypatch.setattr("dlcourse.data.download.checksum", interrupt)
    with pytest.raises(KeyboardInterrupt):
        get(tmp_path, mirror.address())
    assert names(tmp_path) == []


def test_a_folder_that_cannot_be_written_is_named(mirror, tmp_path):
    mirror.files["/a.gz"] = CONTENT
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(DownloadError, match="Name a folder that can be written"):
        get(tmp_path / "file" / "folder", mirror.address())


def test_a_folder_can_be_a_mirror(tmp_path):
    (tmp_path / "a.gz").write_bytes(CONTENT)
    path = get(tmp_path / "cache", f"{tmp_path.as_uri()}/")
    assert path.read_bytes() == CONTENT


def test_progress_is_shown_if_wanted(mirror, tmp_path, capsys):
    mirror.files["/a.gz"] = CONTENT
    get(tmp_path / "quiet", mirror.address(), progress=False)
    assert capsys.readouterr().out == ""
    get(tmp_path / "loud", mirror.address(), progress=True)
    assert capsys.readouterr().out == "a.gz: 0.3 of 0.3 MB\n"


@pytest.mark.parametrize(
    ("setting", "expected"),
    [(None, "home/.cache"), ("", "home/.cache"), ("relative", "home/.cache"), ("/abs", "/abs")],
)
def test_the_cache_is_where_the_standard_says(monkeypatch, tmp_path, setting, expected):
    monkeypatch.setattr(Path, "home", lambda: tmp_path / "home")
    if setting is None:
        monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    else:
        monkeypatch.setenv("XDG_CACHE_HOME", setting)
    assert cache_folder("mnist") == tmp_path / expected / "dlcourse" / "mnist"
