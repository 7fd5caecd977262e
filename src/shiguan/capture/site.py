"""Which outlet a site is: by its domain, or by what its breadcrumb opens with."""

import functools
import re
from urllib.parse import urlsplit

from shiguan.lexicon import tables

SITE_NAME = re.compile(r"[\u4e00-\u9fffA-Za-z]{2,12}(?:网|在线|日报|晚报|时报|早报|新闻|电视台|电台|通讯社|之声)$")


@functools.cache
def domains() -> dict[str, str]:
    """Return domain -> outlet."""
    return tables.mapping("outlet_domains", "outlet")


def host_of(url: str) -> str:
    """Return the host of a URL in lower case, "" where there is none."""
    try:
        return (urlsplit(url.strip()).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def publisher_of_url(url: str | None) -> str | None:
    """Return the outlet of the longest known domain that the URL's host ends with, or None."""
    host = host_of(url) if url else ""
    while host:
        if outlet := domains().get(host):
            return outlet
        host = host.partition(".")[2]
    return None


def publisher_of_crumbs(crumbs: tuple[str, ...]) -> str | None:
    """Return the site's name where a breadcrumb opens with one: 萝卜网 > 国际 > 正文."""
    if crumbs and SITE_NAME.fullmatch(crumbs[0]) and not crumbs[0].startswith(("返回", "网站")):
        return crumbs[0]
    return None
