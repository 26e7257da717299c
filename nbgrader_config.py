"""nbgrader's view of this course: solutions/ in, assignments/ out, submissions beside them."""

from dlcourse.course.release import CODE_STUB, TEXT_STUB

c = get_config()  # noqa: F821 (nbgrader runs this file with get_config at hand)

c.CourseDirectory.course_id = "dlcourse"
c.CourseDirectory.source_directory = "solutions"
c.CourseDirectory.release_directory = "assignments"
# nbgrader copies every file beside a source notebook to students, and ours hold the answers.
c.CourseDirectory.ignore = [
    ".ipynb_checkpoints",
    "__pycache__",
    "*.pyc",
    "*.py",
    "*.md",
    "feedback",
]
# An answer left as it was handed out gets no points; nbgrader knows it by these words.
c.ClearSolutions.code_stub = {"python": CODE_STUB}
c.ClearSolutions.text_stub = TEXT_STUB
