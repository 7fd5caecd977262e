"""What a database complains of, in one line: the register, the fault, the cure."""

# Part of the driver's words, what is wrong, what to do.
KNOWN = (
    ("disk is full", "the disk is full", "make room and run it again; what was entered before stands"),
    ("No space left", "the disk is full", "make room and run it again; what was entered before stands"),
    ("readonly database", "it may not be written", "change the permissions of the file and its folder"),
    ("unable to open", "it cannot be opened", "check the path and the permissions of its folder"),
    ("database is locked", "another process is writing", "wait for it and run it again"),
    ("not a database", "it is no register", "check the path"),
    ("malformed", "it is damaged", "put a copy in its place, or enter the pages into a new one"),
    ("file is encrypted", "it is no register", "check the path"),
    ("no such table", "it is no register", "check the path"),
    ("Connection refused", "the server does not answer", "start it, or check host and port"),
    ("No such file or directory", "the server does not answer", "start it, or check host and port"),
    ("could not translate host name", "there is no such host", "check the URL"),
    ("authentication failed", "user or password are not right", "check the URL"),
    ("permission denied", "it may not be used", "ask for the rights to read and write it"),
    ("does not exist", "there is no such database", "make it, or check the URL"),
    ("connection is closed", "the server has closed the connection", "run it again; what was entered before stands"),
    ("terminating connection", "the server has closed the connection", "run it again; what was entered before stands"),
)


def fault_line(name: str, error: Exception) -> str:
    """Return a driver's error as one line. `name` stands for the register."""
    told = " ".join(str(error).split()) or type(error).__name__
    for words, fault, cure in KNOWN:
        if words in told:
            return f"{name}: {fault}; {cure}"
    return f"{name}: the database says '{told}'; check the register and run it again"
