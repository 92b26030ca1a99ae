"""Watches a whole process from its start: writing outside of given folders, and calling anybody, is refused and noted.

Python imports this file by itself when its folder is on PYTHONPATH. ``QTNET_WATCH_ALLOWED`` names the folders where may
be written, ``QTNET_WATCH_LOG`` the file of what was refused.
"""

import os
import sys

_ALLOWED = tuple(os.path.realpath(p) for p in os.environ["QTNET_WATCH_ALLOWED"].split(os.pathsep))
_LOG = os.open(os.environ["QTNET_WATCH_LOG"], os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
#: Events of the system that change files: which of their arguments are paths, and the folders they are relative to.
_CHANGES = {
    **dict.fromkeys(("os.remove", "os.rmdir"), ((0, 1),)),
    **dict.fromkeys(("os.mkdir", "os.chmod"), ((0, 2),)),
    **dict.fromkeys(("os.truncate", "os.setxattr", "os.removexattr", "shutil.rmtree"), ((0, None),)),
    **dict.fromkeys(("tempfile.mkstemp", "tempfile.mkdtemp"), ((0, None),)),
    **dict.fromkeys(("os.rename", "os.link"), ((0, 2), (1, 3))),
    **dict.fromkeys(("os.chown", "os.utime"), ((0, 3),)),
    "os.symlink": ((1, 2),),
}
_STARTS = ("subprocess.Popen", "os.exec", "os.posix_spawn", "os.system", "os.spawn", "pty.spawn", "webbrowser.open")
#: matplotlib asks once which fonts there are.
_HARMLESS = ("fc-list",)
_CALLS = ("socket.connect", "socket.bind", "socket.sendto", "socket.sendmsg")
_NAMES = ("socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr", "socket.getnameinfo")
_LOOPBACK = ("127.0.0.1", "::1", "localhost")


def _is_allowed(path, folder=-1):
    if isinstance(path, int) or path is None:  # opened, and so seen, before
        return True
    base = f"/proc/self/fd/{folder}" if folder is not None and folder >= 0 else ""
    place = os.path.realpath(os.path.join(base, os.fsdecode(path)))  # noqa: PTH118 - imports of its own would be watched
    if place in ("/dev/null", "/dev/tty"):
        return True
    return any(place == folder or place.startswith(folder + os.sep) for folder in _ALLOWED)


def _watch(event, args):
    said = ""
    if event == "open":
        path, mode, flags = args
        writes = bool(set(mode) & set("wax+")) if isinstance(mode, str) else bool((flags or 0) & _WRITES)
        said = f"opens for writing {path!r}" if writes and not _is_allowed(path) else ""
    elif event in _CHANGES:
        pairs = [(args[path], -1 if folder is None else args[folder]) for path, folder in _CHANGES[event]]
        outside = [path for path, folder in pairs if not _is_allowed(path, folder)]
        said = f"{event} {outside!r}" if outside else ""
    elif event in _CALLS:
        address = args[1]
        host = address[0] if isinstance(address, tuple) else ""
        said = f"{event} {address!r}" if isinstance(address, tuple) and host not in _LOOPBACK else ""
    elif event in _NAMES:
        host = args[0][0] if isinstance(args[0], tuple) else args[0]
        said = f"{event} {host!r}" if host not in _LOOPBACK and host is not None else ""
    elif event in _STARTS:
        said = "" if args[0] in _HARMLESS else f"{event} {args[0]!r}"
    if said:
        os.write(_LOG, f"{said}\n".encode(errors="backslashreplace"))
        raise PermissionError(13, f"the test refuses: {said}")


sys.addaudithook(_watch)
