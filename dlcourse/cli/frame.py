"""What all commands share: options, output, and errors without a traceback."""

from __future__ import annotations

import contextlib
import functools
import inspect
import sys
import traceback
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Annotated, Any

import typer
from rich import box
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table
from rich.text import Text

WRONG_USE = 2
FAILED = 1
WIDE = 10_000  # columns: more than any line we print

CourseOption = Annotated[
    Path,
    typer.Option("--course", metavar="DIR", help="Course folder, the one with nbgrader_config.py."),
]
DatabaseOption = Annotated[
    str | None,
    typer.Option(
        "--db", metavar="URL", help="Address of the gradebook, if not the configured one."
    ),
]
DebugOption = Annotated[bool, typer.Option("--debug", help="Show the traceback of an error.")]


def console(stream: Any = None) -> Console:
    """A console on ``stream``: colours and lines in a terminal, plain wide text elsewhere."""
    stream = stream or sys.stdout
    plain = not stream.isatty()
    return Console(
        file=stream, width=WIDE if plain else None, highlight=False, no_color=plain or None
    )


def say(text: str) -> None:
    """Print a line of result."""
    console().print(text, markup=False)


def show_table(
    title: str, columns: Sequence[str], rows: Iterable[Sequence[str]], right: Collection[str] = ()
) -> None:
    """Print a table, never folded or cut; columns named in ``right`` hold numbers."""
    output = console()
    made = Table(title=Text(title), title_justify="left", box=None, pad_edge=output.is_terminal)
    if output.is_terminal:
        made.box, made.collapse_padding = box.SIMPLE_HEAD, True
    for column in columns:
        head = column.replace(" /", "\n/") if output.is_terminal else column
        justify = "right" if column in right else "left"
        made.add_column(Text(head), justify=justify, no_wrap=True)
    for row in rows:
        made.add_row(*map(Text, row))
    if output.is_terminal:
        width, output.width = output.width, WIDE
        output.width = max(width, output.measure(made).maximum)
    with output.capture() as text:
        output.print(made)
    for line in text.get().splitlines():
        print(line.rstrip())


@contextlib.contextmanager
def progress(what: str) -> Iterator[Callable[[int, int], None]]:
    """Show how many of how many are done: a bar in a terminal, now and then a line elsewhere."""
    if not sys.stderr.isatty():
        yield functools.partial(_tell, what)
        return
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=console(sys.stderr), transient=True) as bar:
        task = bar.add_task(what, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


def _tell(what: str, done: int, total: int) -> None:
    every = max(1, -(-total // 4))
    if total and (done == 0 or done % every == 0 or done == total):
        console(sys.stderr).print(f"{what}: {done} of {total}", markup=False)


def command(app: typer.Typer, **settings: Any) -> Callable[[Callable[..., None]], None]:
    """Register a function as a command that takes ``--debug`` and reports errors as sentences."""

    def register(function: Callable[..., None]) -> None:
        @functools.wraps(function)
        def run(*args: Any, debug: bool, **options: Any) -> None:
            try:
                function(*args, **options)
            except (typer.Exit, typer.Abort):
                raise
            except Exception as error:
                raise typer.Exit(report(error, debug)) from None

        signature = inspect.signature(function, eval_str=True)
        option = inspect.Parameter(
            "debug", inspect.Parameter.KEYWORD_ONLY, default=False, annotation=DebugOption
        )
        run.__signature__ = signature.replace(parameters=[*signature.parameters.values(), option])
        run.__annotations__ = {
            **inspect.get_annotations(function, eval_str=True),
            "debug": DebugOption,
        }
        app.command(**settings)(run)

    return register


def report(error: Exception, debug: bool) -> int:
    """Print an error for a person; the exit code that goes with it."""
    if debug:
        traceback.print_exception(error)
    output = console(sys.stderr)
    if type(error).__name__ in ("GradingError", "CourseError"):
        output.print(f"dlcourse: {error}", style="red", markup=False)
        return WRONG_USE
    output.print(f"dlcourse stopped: {type(error).__name__}: {error}", style="red", markup=False)
    if isinstance(error, ModuleNotFoundError):
        output.print("Install it with: python -m pip install 'dlcourse[lecturer]'", markup=False)
    elif not debug:
        output.print("Run it again with --debug to see where.", markup=False)
    return FAILED
