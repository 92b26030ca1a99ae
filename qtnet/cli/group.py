"""The group that all commands join, and how it ends: exit codes, and errors as one line on standard error."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from qtnet import __version__
from qtnet.cli.output import say
from qtnet.errors import QtnetError

__all__ = ["PATH", "cli", "main"]


PATH = click.Path(path_type=Path)
#: Libraries of linear algebra round otherwise with more threads, so numbers would depend on the machine's cores. They
#: read these when they are loaded, which is later: in the commands.
_THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS")


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="qtnet")
def cli() -> None:
    """From documents on technology partnerships to a signed multilayer network and defensible numbers."""


def main() -> None:
    """Run the command line and leave with its exit code."""
    os.environ.update(dict.fromkeys(_THREADS, "1"))
    try:
        code = cli.main(standalone_mode=False)
    except click.exceptions.Exit as stop:
        code = stop.exit_code
    except click.ClickException as error:
        error.show()
        code = 2
    except QtnetError as error:
        say("; ".join([str(error), *getattr(error, "__notes__", ())]))
        code = 2
    except OSError as error:
        say(f"{error.filename or ''}: {error.strerror or error}".lstrip(": "))
        code = 2
    except (KeyboardInterrupt, click.Abort):
        say("interrupted; the same command goes on with what is done so far")
        code = 3
    sys.exit(code or 0)
