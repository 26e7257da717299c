"""The command ``dlcourse``.

Each file holds a group of commands; each command imports what it needs when it runs.
"""

import sys

import typer

from dlcourse.cli import course, demo, doctor, grading, intake

app = typer.Typer(
    name="dlcourse",
    help="Deep learning from scratch: lessons, assignments and grading.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich" if sys.stdout.isatty() else None,
)
for group in (course, intake, grading, demo, doctor):
    group.add_to(app)
