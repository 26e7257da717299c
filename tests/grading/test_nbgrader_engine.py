"""The engine on nbgrader: processes that die, reasons it gives, and what it leaves alone."""

import shutil
from concurrent.futures import Executor, Future
from concurrent.futures.process import BrokenProcessPool

import nbformat
import pytest

from dlcourse.grading import nbgrader_engine
from dlcourse.grading.course_dir import CourseDir
from dlcourse.grading.engine import Outcome, Verdict
from dlcourse.grading.errors import GradingError
from dlcourse.grading.grade import grade_assignment
from dlcourse.grading.nbgrader_engine import NbgraderEngine, failure, log_file, make_api
from dlcourse.grading.repair import ReadOutputsFairly, RestoreCells
from tests.grading.small_course import (
    CONFIG,
    hand_in,
    nbgrader_cell,
    source_notebook,
    student_notebook,
    write_course,
)

KILLS = "import os, signal\nos.kill(os.getppid(), signal.SIGKILL)"


def graded(student):
    return Verdict(student, Outcome.GRADED)


class Breaks(Executor):
    """Breaks when it has more than one worker, and when the killer comes."""

    def __init__(self, workers):
        self.workers = workers

    def submit(self, function, /, *arguments):
        future = Future()
        if self.workers > 1 or arguments[-1] == "killer":
            future.set_exception(BrokenProcessPool())
        else:
            future.set_result(function(*arguments))
        return future


class Raises(Executor):
    """Every task ends with an error of the grader's own."""

    def submit(self, function, /, *arguments):
        future = Future()
        future.set_exception(OSError("no space left"))
        return future


def test_killing_the_grading_process_is_a_verdict_and_quiet(tmp_path, capfd):
    write_course(tmp_path)
    hand_in(tmp_path, "killer", student_notebook(square=KILLS))
    course = CourseDir.open(tmp_path)
    report = grade_assignment(course, "ps01", NbgraderEngine(course))
    assert report.rows[0].note == "its code ended the process that graded it"
    assert report.complete
    assert not course.autograded("killer", "ps01").exists()
    said = capfd.readouterr()
    assert said.out == said.err == ""


def test_workers_write_into_the_log(tmp_path, monkeypatch):
    sent = []
    monkeypatch.setattr(nbgrader_engine.os, "dup2", lambda new, old: sent.append(old))
    nbgrader_engine._send_output_to(str(tmp_path / "log"))
    assert sent == [1, 2]
    assert (tmp_path / "log").exists()


def test_those_who_were_in_line_behind_a_killer_get_another_turn(course, monkeypatch):
    monkeypatch.setattr(nbgrader_engine, "grade_one", lambda *job: graded(job[-1]))
    engine = NbgraderEngine(course, pool=Breaks)
    verdicts = {verdict.student: verdict for verdict in engine.grade("ps01", ["ada", "killer"])}
    assert verdicts["ada"] == graded("ada")
    assert verdicts["killer"].outcome is Outcome.REFUSED


def test_trouble_of_the_grader_itself_is_no_verdict(course):
    engine = NbgraderEngine(course, pool=lambda workers: Raises())
    assert list(engine.grade("ps01", ["ada"])) == [
        Verdict("ada", Outcome.FAILED, "grading stopped with OSError: no space left")
    ]


def test_nobody_to_grade_starts_no_process(course):
    engine = NbgraderEngine(course, pool=None)
    assert list(engine.grade("ps01", [])) == []


def test_registering_leaves_the_release_alone(tmp_path):
    write_course(tmp_path)
    course = CourseDir.open(tmp_path)
    NbgraderEngine(course).register("ps01")
    assert not course.release("ps01").exists()
    assert (tmp_path / "gradebook.db").exists()


def test_registering_follows_a_changed_test(tmp_path):
    write_course(tmp_path)
    course = CourseDir.open(tmp_path)
    engine = NbgraderEngine(course)
    engine.register("ps01")
    notebook = source_notebook()
    notebook.cells[2].metadata.nbgrader.points = 7
    nbformat.write(notebook, course.source("ps01") / "ps01.ipynb")
    engine.register("ps01")
    with make_api(str(tmp_path), course.db_url).gradebook as gradebook:
        assert gradebook.find_grade_cell("test-square-values", "ps01", "ps01").max_score == 7


def test_registering_a_source_that_nbgrader_refuses_says_why(tmp_path):
    write_course(tmp_path)
    course = CourseDir.open(tmp_path)
    notebook = source_notebook()
    notebook.cells[1].source = "### BEGIN SOLUTION\nno end"
    nbformat.write(notebook, course.source("ps01") / "ps01.ipynb")
    with pytest.raises(GradingError, match=r"source of ps01 cannot be used: .* RuntimeError"):
        NbgraderEngine(course).register("ps01")
    assert "RuntimeError" in log_file(course).read_text()


def test_cells_added_after_grading_are_refused(first_report, course, tmp_path):
    root = tmp_path / "copy"
    shutil.copytree(course.root, root)
    copy = CourseDir.open(root)
    notebook = source_notebook()
    notebook.cells.append(nbgrader_cell("assert True", "test-new", "test", 1))
    nbformat.write(notebook, copy.source("ps01") / "ps01.ipynb")
    with pytest.raises(GradingError, match="have changed since submissions were graded"):
        NbgraderEngine(copy).register("ps01")


def test_the_course_may_bring_its_own_steps(tmp_path):
    config = CONFIG + (
        "from nbgrader.preprocessors import ClearOutput, SaveAutoGrades\n"
        "c.Autograde.sanitize_preprocessors = [ClearOutput]\n"
        "c.Autograde.autograde_preprocessors = [SaveAutoGrades]\n"
    )
    api = make_api(str(write_course(tmp_path, config=config)), "sqlite://")
    steps = api.config.Autograde
    assert [step.__name__ for step in steps.sanitize_preprocessors] == [
        "RestoreCells",
        "ClearOutput",
    ]
    assert steps.autograde_preprocessors[-1] is ReadOutputsFairly
    assert steps.sanitize_preprocessors[0] is RestoreCells


@pytest.mark.parametrize(
    ("log", "outcome", "reason"),
    [
        (
            "    nbclient.exceptions.DeadKernelError: Kernel died",
            Outcome.REFUSED,
            "ended the kernel",
        ),
        ("UnresponsiveKernelError", Outcome.REFUSED, "over the time limit"),
        ("nbgrader.x.SchemaTooOldError: old", Outcome.REFUSED, "older nbgrader"),
        ("KeyError: 'x'\nNbGraderException: see log", Outcome.FAILED, "stopped with KeyError: 'x'"),
        ("", Outcome.FAILED, "grading stopped with nbgrader"),
    ],
)
def test_the_reason_comes_out_of_nbgraders_log(log, outcome, reason):
    verdict = failure("ada", log, "NbGraderException: please see the log")
    assert verdict.outcome is outcome
    assert reason in verdict.reason
