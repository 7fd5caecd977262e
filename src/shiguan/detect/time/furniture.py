"""Tell lines that are the page's own stamp or copyright from lines of the article."""

import re

LONGEST = 80
DATE = r"(?:[0-9]{4}[-/.年] ?[0-9]{1,2}[-/.月] ?[0-9]{1,2} ?日?|[0-9]{1,2}[-/.][0-9]{1,2}[-/.][0-9]{4})"
STAMP = re.compile(
    rf"\W*(?:[^\n，。：]{{0,8}}[：:] ?)?{DATE}T?[-—，,| ]*(?:(?:星期|周)[一二三四五六日天])?"
    r" *(?:[0-9]{1,2}[:：][0-9]{2}(?:[:：][0-9]{2})?(?:\.[0-9]+)?(?:Z|[+-][0-9]{2}:?[0-9]{2})?)?"
    r"(?: *(?:[AP]M|GMT|北京时间))?"
    r" *[|·]? *(?:(?:来源|作者|责编|编辑|稿源|文|记者|阅读|浏览|字号|发布|更新)[^。\n]*)?\W*"
)
COPYRIGHT = re.compile(r"©|版权所有|[Cc]opyright|All rights reserved")


def is_furniture(folded: str, start: int, line_end: int) -> bool:
    """Tell whether the line around `start` is a stamp or a copyright line; long lines are not, nor the only one."""
    line_start = folded.rfind("\n", max(0, start - LONGEST), start) + 1
    if line_start == 0 and start > LONGEST:
        return False
    if line_end - line_start > LONGEST or (line_start == 0 and line_end == len(folded)):
        return False
    line = folded[line_start:line_end]
    return STAMP.fullmatch(line) is not None or COPYRIGHT.search(line) is not None
