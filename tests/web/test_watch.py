"""The page that shows how a watch stands, and the figures a monitor collects."""

import re
from pathlib import Path

from shiguan.web.access.right import Role
from tests.watch.made import Bench, article, away, page, rss
from tests.web.site import Site

FEED = "https://a.example/feed.xml"
DEAD = "https://dead.example/<script>"
LABEL = r'[a-z]+="(?:[^"\\\n]|\\.)*"'
SAMPLE = re.compile(rf"^[a-z_]+(\{{{LABEL}(,{LABEL})*\}})? \d+$")


def watched(where: Path, folder: Path) -> None:
    """Let a watch work on a register."""
    bench = Bench(folder, str(where))
    bench.plan(
        f'[[source]]\nname = "a"\nurl = "{FEED}"\nfilter = false\n[[source]]\nname = "\\"dead\\\\"\nurl = "{DEAD}"\n'
        '[[alert]]\nname = "rounds"\nrule = "round"\nto = ["stdout"]\n'
    )
    bench.net.answers |= {FEED: rss(), DEAD.replace("<", "%3C").replace(">", "%3E"): away(DEAD)}
    bench.once()
    announced = article(
        "外交部发言人17日宣布，中俄第四轮海洋事务磋商将于6月3日在莫斯科举行。双方将就海洋合作交换意见，共促友好。"
    )
    bench.net.answers |= {FEED: rss("https://a.example/1", "https://a.example/2", "https://a.example/gone")}
    bench.net.answers |= {"https://a.example/1": announced, "https://a.example/2": page(2)}
    bench.clock.now += 3600
    bench.once()


def test_the_page_shows_sources_alerts_and_what_could_not_be_had(site: Site, tmp_path: Path) -> None:
    assert "shiguan watch" in site.browser.get("/watch").text
    watched(site.where, tmp_path)
    shown = site.browser.get("/watch")
    assert shown.status_code == 200
    for words in ("a.example/feed.xml", "cannot be reached", "海洋事务磋商 第4", "answers 404", "round announced"):
        assert words in shown.text
    assert "<script>" not in shown.text.replace('<script src="/static/comfort.js" defer></script>', "")
    assert "届次宣布" in site.browser.get("/watch?lang=zh").text


def test_the_figures_are_in_the_form_of_prometheus(site: Site, tmp_path: Path) -> None:
    watched(site.where, tmp_path)
    answer = site.browser.get("/metrics")
    assert answer.headers["content-type"].startswith("text/plain; version=0.0.4")
    lines = answer.text.splitlines()
    assert [line for line in lines if not line.startswith("#") and not SAMPLE.match(line)] == []
    assert 'shiguan_watch_events_total{source="a",event="entered"} 2' in lines
    assert 'shiguan_watch_events_total{source="a",event="failed"} 0' in lines
    assert 'shiguan_watch_events_total{source="a",event="refused"} 1' in lines
    assert 'shiguan_watch_faults_in_a_row{source="\\"dead\\\\"} 2' in lines
    assert "shiguan_watch_alerts_total 1" in lines
    assert 'shiguan_watch_deliveries{kind="stdout",state="sent"} 1' in lines
    assert answer.text.endswith("\n")


def test_neither_is_for_strangers_and_a_program_asks_with_its_token(team: Site) -> None:
    assert team.browser.get("/watch", follow_redirects=False).status_code == 303
    assert team.browser.get("/metrics", follow_redirects=False).status_code == 303
    team.user("林远", Role.READER)
    team.sign_in("林远")
    assert team.browser.get("/metrics").status_code == 200
