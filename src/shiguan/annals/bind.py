"""Give a dossier out: Word, HTML, PDF or Markdown; only the form asked for is loaded."""

from pathlib import Path

from shiguan.errors import UsageError
from shiguan.model.brief import Brief, Style

ENDINGS = (".docx", ".html", ".md", ".pdf")
Files = dict[str, bytes]  # what follows the stem of the name asked for, "" for that name itself


def write_brief(brief: Brief, path: Path, style: Style) -> None:
    """Write a dossier to a path, in the form that its ending names.

    Raises UsageError where the ending names none, the path cannot be written, or the form needs what is not there.
    """
    if path.suffix.lower() not in ENDINGS:
        raise UsageError(f"{path}: a brief is written as {', '.join(ENDINGS)}; give --to one of these endings")
    try:
        for ending, body in files_of(brief, path, style).items():
            path.with_name(path.stem + ending if ending else path.name).write_bytes(body)
    except ImportError as error:
        raise UsageError(f"{path}: {error.name} is not installed; pip install 'shiguan[brief]'") from error
    except OSError as error:
        raise UsageError(f"{path}: it cannot be written ({error.strerror or error}); give another --to") from error


def files_of(brief: Brief, path: Path, style: Style) -> Files:
    """Return the files of a dossier; only the form asked for is loaded, with what it needs."""
    ending = path.suffix.lower()
    if ending == ".docx":
        from shiguan.export import brief_docx

        return brief_docx.files(brief, style)
    if ending == ".md":
        from shiguan.export import brief_markdown

        return brief_markdown.files(brief, style, path.stem)
    if ending == ".pdf":
        from shiguan.export import brief_pdf

        return brief_pdf.files(brief, style)
    from shiguan.export import brief_html

    return brief_html.files(brief, style)
