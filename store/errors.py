"""The two kinds of failure: what the user can act on, and what is our fault."""


class UserError(Exception):
    """A failure the user can act on; its text is one sentence that says how."""


class Busy(UserError):  # noqa: N818  what the project is, not what went wrong
    """Another program is writing to the project; the same may do a moment later."""


class Damaged(UserError):  # noqa: N818  what the file is
    """The project file is damaged at a place that was to be read or written; `advice` says what to do on the command line."""

    def __init__(self, fault: str, advice: str = "") -> None:
        super().__init__(f"{fault}; {advice}." if advice else fault)
        self.fault = f"{fault}." if advice else fault


class QueryError(UserError):
    """A filter that cannot be parsed; `start` and `end` say where it breaks, in code points of the query."""

    def __init__(self, message: str, *, start: int, end: int) -> None:
        super().__init__(message)
        self.start = start
        self.end = end


class StoreBug(Exception):  # noqa: N818  a bug is a bug, and no error of the user's
    """A broken promise of the store itself; never shown as if the user had done something wrong."""
