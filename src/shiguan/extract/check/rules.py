"""Hold what a page says against what it says elsewhere on the same page."""

from collections.abc import Sequence

from shiguan.extract.check.anniversary import check_anniversaries
from shiguan.extract.check.arithmetic import check_growth, check_sums
from shiguan.extract.check.series import check_rounds
from shiguan.extract.check.weekday import check_weekdays
from shiguan.grammar.layout import Layout
from shiguan.model.check import Check
from shiguan.model.engagement import Engagement
from shiguan.model.figure import Figure
from shiguan.model.statement import Statement
from shiguan.model.timex import Timex


def check(
    text: str,
    folded: str,
    layout: Layout,
    times: Sequence[Timex],
    engagements: Sequence[Engagement],
    statements: Sequence[Statement],  # noqa: ARG001 - every checker is handed the whole reading
    figures: Sequence[Figure],
) -> list[Check]:
    """Return every piece of arithmetic the page allows, in the order of what it compares."""
    found = [
        *check_sums(text, figures),
        *check_growth(text, figures),
        *check_rounds(text, folded, engagements),
        *check_anniversaries(text, folded, layout, times),
        *check_weekdays(text, folded, times),
    ]
    return sorted(found, key=lambda item: (item.spans, item.kind))
