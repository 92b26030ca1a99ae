"""The review: facts in, what a person should look at first out, and the person's verdicts saved to corrections.csv.

`build_queue` orders the questions, `write_queue` writes them as review.csv, `serve` shows them as a page on this
computer where each verdict is saved at once. The next extraction applies the verdicts.
"""

from qtnet.review.desk import Desk
from qtnet.review.folder import QUEUE_FILE, Reviewed, read_reviewed
from qtnet.review.question import Question
from qtnet.review.queue import build_queue, write_queue
from qtnet.review.server import ReviewServer, serve

__all__ = [
    "QUEUE_FILE",
    "Desk",
    "Question",
    "ReviewServer",
    "Reviewed",
    "build_queue",
    "read_reviewed",
    "serve",
    "write_queue",
]
