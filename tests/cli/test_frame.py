"""What all commands share."""

import io
import re

import pytest
import typer
from typer.testing import CliRunner

from dlcourse.cli import app, frame
from dlcourse.grading.errors import GradingError

COMMANDS = [command.callback.__name__ for command in app.registered_commands]


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self):
        return True


@pytest.fixture
def open_terminal(monkeypatch):
    """Opens a terminal for standard output and error; pytest sets its own before each test."""

    def open_it():
        stream = Terminal()
        monkeypatch.setattr("sys.stdout", stream)
        monkeypatch.setattr("sys.stderr", stream)
        monkeypatch.setenv("TERM", "xterm")
        monkeypatch.setenv("COLUMNS", "100")
        return stream

    return open_it


def test_the_commands_of_the_design_are_there():
    assert set(COMMANDS) == {
        *("lab", "build", "release", "collect", "grade"),
        *("feedback", "export", "demo", "doctor"),
    }


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_with_an_example(dlcourse, name):
    result = dlcourse(name, "--help")
    assert result.exit_code == 0
    assert re.search(rf"Example:\s+dlcourse {name}", result.stdout)
    assert "--debug" in result.stdout


def test_help_comes_without_arguments(dlcourse):
    assert "Commands" in dlcourse().output


def raising(error):
    """A command that fails."""
    made = typer.Typer()

    def fail():
        raise error

    frame.command(made)(fail)
    return lambda *arguments: CliRunner().invoke(made, list(arguments))


def test_wrong_use_is_a_sentence_and_exit_code_2():
    result = raising(GradingError("There is no moon. Look again."))()
    assert (result.exit_code, result.stderr) == (2, "dlcourse: There is no moon. Look again.\n")


def test_an_error_nobody_expected_is_a_sentence_and_exit_code_1():
    result = raising(ValueError("[odd] text"))()
    assert result.exit_code == 1
    assert result.stderr == (
        "dlcourse stopped: ValueError: [odd] text\nRun it again with --debug to see where.\n"
    )


def test_debug_shows_the_traceback():
    result = raising(ValueError("odd"))("--debug")
    assert result.exit_code == 1
    assert "Traceback (most recent call last)" in result.stderr
    assert "Run it again" not in result.stderr


def test_a_missing_package_says_how_to_install_it():
    result = raising(ModuleNotFoundError("No module named 'nbgrader'"))()
    assert "pip install 'dlcourse[lecturer]'" in result.stderr


def test_a_chosen_exit_code_is_kept():
    assert raising(typer.Exit(7))().exit_code == 7


def show_table():
    frame.show_table("Marks", ["student", "total"], [["[ada]", "5"]], right=["total"])


def test_a_table_in_a_file_is_plain_text(capsys):
    show_table()
    assert capsys.readouterr().out == "Marks\nstudent  total\n[ada]        5\n"


def test_a_table_in_a_terminal_has_lines(open_terminal):
    terminal = open_terminal()
    show_table()
    assert "─" in terminal.getvalue()


def test_in_a_terminal_points_stand_below_the_name_of_the_question(open_terminal):
    terminal = open_terminal()
    frame.show_table("Marks", ["student", "square /3"], [["ada", "2"]], right=["square /3"])
    assert "square /3" not in terminal.getvalue()
    assert "square" in terminal.getvalue()


def test_a_long_reason_is_never_cut(open_terminal):
    terminal = open_terminal()
    reason = "a long reason " * 20
    frame.show_table("Marks", ["student", "note"], [["ada", reason]])
    assert reason.strip() in terminal.getvalue()


def test_progress_in_a_file_is_a_line_now_and_then(capsys):
    with frame.progress("Grading") as tell:
        for done in range(9):
            tell(done, 8)
    with frame.progress("Nothing") as tell:
        tell(0, 0)
    assert capsys.readouterr().err.splitlines() == [
        "Grading: 0 of 8",
        "Grading: 2 of 8",
        "Grading: 4 of 8",
        "Grading: 6 of 8",
        "Grading: 8 of 8",
    ]


def test_progress_in_a_terminal_is_a_bar(open_terminal):
    terminal = open_terminal()
    with frame.progress("Grading") as tell:
        tell(1, 8)
        tell(8, 8)
    assert "Grading" in terminal.getvalue()
    assert "8/8" in terminal.getvalue()
