"""Folders and zips, harmless ones and others."""

import io
import os
import stat
import zipfile
from datetime import UTC, datetime

import pytest

from dlcourse.grading import archive
from dlcourse.grading.archive import open_source
from dlcourse.grading.errors import GradingError


def make_zip(path, files):
    """A zip of names and contents; a name may be a ZipInfo."""
    with zipfile.ZipFile(path, "w") as file:
        for name, content in files.items():
            file.writestr(name, content)
    return path


def zip_bytes(files):
    buffer = io.BytesIO()
    make_zip(buffer, files)
    return buffer.getvalue()


def listing(source):
    with open_source(source) as (entries, skipped):
        return (
            {str(entry.path): entry.read() for entry in entries},
            {left.path: left.reason for left in skipped},
        )


def test_files_of_a_zip_with_their_times(tmp_path):
    info = zipfile.ZipInfo("ada/ps01.ipynb", (2026, 11, 20, 9, 30, 0))
    source = make_zip(tmp_path / "a.zip", {info: "{}", "ada/data/": ""})
    with open_source(source) as (entries, skipped):
        assert skipped == []
        assert [str(entry.path) for entry in entries] == ["ada/ps01.ipynb"]
        assert entries[0].time == datetime(2026, 11, 20, 9, 30).astimezone(UTC)
        assert entries[0].read() == b"{}"


def test_a_time_that_is_none_does_not_matter(tmp_path):
    source = make_zip(tmp_path / "a.zip", {zipfile.ZipInfo("x", (1980, 0, 0, 0, 0, 0)): "{}"})
    with open_source(source) as (entries, _):
        assert entries[0].time.year == 1980


def test_files_of_a_folder(tmp_path):
    (tmp_path / "ada").mkdir()
    (tmp_path / "ada" / "ps01.ipynb").write_text("{}")
    os.utime(tmp_path / "ada" / "ps01.ipynb", (0, 86400))
    with open_source(tmp_path) as (entries, _):
        assert entries[0].time == datetime(1970, 1, 2, tzinfo=UTC)
    assert listing(tmp_path) == ({"ada/ps01.ipynb": b"{}"}, {})


@pytest.mark.parametrize(
    "name", ["../evil.txt", "/etc/passwd", "a/../../b", "C:/windows/x", "..\\evil", "a\\b"]
)
def test_a_path_out_of_the_archive_is_left_out(tmp_path, name):
    source = make_zip(tmp_path / "a.zip", {name: "x", "ada/ok.txt": "x"})
    files, skipped = listing(source)
    assert list(files) == ["ada/ok.txt"]
    assert skipped == {name: "its path leads out of the archive"}


def test_links_are_left_out(tmp_path):
    link = zipfile.ZipInfo("ada/link")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    files, skipped = listing(make_zip(tmp_path / "a.zip", {link: "/etc/passwd"}))
    assert (files, skipped) == ({}, {"ada/link": "it is a link"})
    folder = tmp_path / "folder"
    (folder / "sub").mkdir(parents=True)
    (folder / "file").symlink_to("/etc/passwd")
    (folder / "sub" / "dir").symlink_to("/etc")
    assert listing(folder) == ({}, {"file": "it is a link", "sub/dir": "it is a link"})


def test_a_pipe_in_a_folder_is_left_out(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    assert listing(tmp_path) == ({}, {"pipe": "it is no ordinary file"})


def test_an_encrypted_file_is_left_out(tmp_path):
    source = make_zip(tmp_path / "a.zip", {"ada/x": "x"})
    data = bytearray(source.read_bytes())
    data[data.rindex(b"PK\x01\x02") + 8] |= 1
    source.write_bytes(data)
    assert listing(source)[1] == {"ada/x": "it is encrypted: ask for it without a password"}


def test_files_of_the_system_are_left_out(tmp_path):
    names = ["__MACOSX/ada/._x", "ada/.DS_Store", "ada/.ipynb_checkpoints/x.ipynb", "ada/Thumbs.db"]
    files, skipped = listing(make_zip(tmp_path / "a.zip", dict.fromkeys(names, "x")))
    assert files == {}
    assert set(skipped.values()) == {"it is a file of the system, not of the student"}
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / ".DS_Store").touch()
    assert list(listing(tmp_path / "folder")[1]) == [".DS_Store"]


def test_names_that_no_file_can_have_are_left_out(tmp_path):
    source = make_zip(tmp_path / "a.zip", {"ada/a\nb": "x", "ada/" + "x" * 300: "x"})
    assert set(listing(source)[1].values()) == {"its name cannot be a file name"}


def test_a_large_file_is_left_out(tmp_path, monkeypatch):
    monkeypatch.setattr(archive, "MAX_FILE", 10)
    source = make_zip(tmp_path / "a.zip", {"ada/large": "x" * 11, "ada/small": "x" * 10})
    files, skipped = listing(source)
    assert list(files) == ["ada/small"]
    assert "larger than" in skipped["ada/large"]


def test_an_archive_that_unpacks_to_too_much_is_refused(tmp_path, monkeypatch):
    source = make_zip(tmp_path / "a.zip", {"a": "x" * 60, "b": "x" * 60})
    monkeypatch.setattr(archive, "MAX_TOTAL", 100)
    with pytest.raises(GradingError, match="unpacks to too much"):
        listing(source)
    monkeypatch.setattr(archive, "MAX_TOTAL", 1000)
    monkeypatch.setattr(archive, "MAX_FILES", 1)
    with pytest.raises(GradingError, match="at most 1 files"):
        listing(source)


def test_a_zip_that_a_student_handed_in_is_opened_once(tmp_path):
    inner = zip_bytes({"ps01.ipynb": "{}", "more.zip": zip_bytes({"x": "x"}), "../out": "x"})
    source = make_zip(tmp_path / "a.zip", {"ada/work.zip": inner})
    files, skipped = listing(source)
    assert list(files) == ["ada/work/ps01.ipynb", "ada/work/more.zip"]
    assert skipped == {"../out": "its path leads out of the archive"}


def test_a_broken_zip_of_one_student_costs_that_file_only(tmp_path):
    good = zip_bytes({"ps01.ipynb": "{}" * 100})
    damaged = good.replace(b"{}{}", b"{}{{", 1)
    source = make_zip(
        tmp_path / "a.zip", {"ada/w.zip": b"no zip", "bob/w.zip": damaged, "cyd/ps01.ipynb": "{}"}
    )
    files, skipped = listing(source)
    assert list(files) == ["cyd/ps01.ipynb"]
    assert all("it is a broken zip" in reason for reason in skipped.values())
    assert sorted(skipped) == ["ada/w.zip", "bob/w.zip"]


@pytest.mark.parametrize("content", [b"", b"no zip at all", b"PK\x03\x04 cut short"])
def test_what_is_no_zip_is_refused(tmp_path, content):
    (tmp_path / "a.zip").write_bytes(content)
    with pytest.raises(GradingError, match="is not a zip file, or it is broken"):
        listing(tmp_path / "a.zip")


def test_a_zip_with_a_damaged_file_is_refused(tmp_path):
    source = make_zip(tmp_path / "a.zip", {"ada/ps01.ipynb": "{}" * 100})
    source.write_bytes(source.read_bytes().replace(b"{}{}", b"{}{{", 1))
    with pytest.raises(GradingError, match=r"is broken \(Bad CRC-32.*Nothing was taken in"):
        listing(source)


def test_nothing_there(tmp_path):
    with pytest.raises(GradingError, match="There is no file or folder"):
        listing(tmp_path / "nowhere.zip")
