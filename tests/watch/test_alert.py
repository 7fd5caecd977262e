"""What is told of: each thing once, wherever it is sent, however often it is begun anew."""

import itertools
import json

import pytest

from shiguan.errors import FetchError
from tests.watch.made import Bench, article, rss

FEED = "https://a.example/feed.xml"
HOOK = "https://hook.example/secret-path"
PLAN = f'[[source]]\nname = "a"\nurl = "{FEED}"\ninterval = "10m"\nfilter = false\n'
RULE = '[[alert]]\nname = "{0}"\nrule = "{0}"\nto = {1}\n'
ANNOUNCED = (
    "新华社北京5月17日电 外交部发言人17日宣布，中俄第四轮海洋事务磋商将于{}在莫斯科举行。双方将就海洋领域合作交换意见。"
)
AGAIN = "据塔斯社报道，中俄第四轮海洋事务磋商将于6月3日在莫斯科举行。俄罗斯外交部表示，双方将就海洋领域合作交换意见。"
HELD = (
    "新华社莫斯科6月4日电 中俄第四轮海洋事务磋商6月3日在{}举行。"
    "中国外交部边海司司长高致和俄罗斯外交部司长彼得罗夫共同主持。"
)
WEATHER = "今天天气晴朗，各地旅游景点人山人海，大家出门记得带好水和雨伞，注意安全，祝大家旅途愉快平安。"
JUNE = "2023-06-04"


def alerting(bench: Bench, rule: str, *targets: str, more: str = "") -> None:
    bench.plan(PLAN + RULE.format(rule, json.dumps(list(targets or ("stdout",)))) + more)
    bench.net.answers[FEED] = rss("https://a.example/0")
    bench.net.answers["https://a.example/0"] = article(WEATHER)
    bench.once()


def published(bench: Bench, *texts: str, day: str = "2023-05-17") -> None:
    """Let the feed name some pages more."""
    urls = []
    for text in texts:
        urls.append(f"https://a.example/{len(bench.net.answers)}")
        bench.net.answers[urls[-1]] = article(text, day=day)
    bench.net.answers[FEED] = rss(*urls)
    bench.clock.now += 3600
    bench.once()


def told(bench: Bench) -> list[dict[str, object]]:
    return [json.loads(line) for line in bench.shown]


def test_a_round_announced_is_told_of_once_with_the_characters_that_say_so(bench: Bench) -> None:
    alerting(bench, "round")
    published(bench, ANNOUNCED.format("6月3日"))
    published(bench, AGAIN)
    bench.once()
    (one,) = told(bench)
    assert "海洋事务磋商 第4" in str(one["says"])
    assert one["date"] == "2023-06-03"
    evidence = one["evidence"]
    assert isinstance(evidence, list)
    assert {"第四轮", "6月3日"} <= {found["exact"] for found in evidence}


def test_what_was_held_or_should_have_been_is_no_round_announced(bench: Bench) -> None:
    alerting(bench, "round")
    published(bench, HELD.format("莫斯科"), day=JUNE)
    published(bench, ANNOUNCED.format("5月18日").replace("四", "三"), day="2022-05-17")
    with bench.open() as book:
        assert [record.status for record in book.deeds()] == ["planned", "held"]
    assert told(bench) == []


def test_an_announcement_past_its_day_is_told_of_once(bench: Bench) -> None:
    alerting(bench, "overdue", more="grace = 3\n")
    published(bench, ANNOUNCED.format("6月3日"))
    bench.during(20 * 86_400)
    assert told(bench) == []  # the sixth of June
    bench.during(2 * 86_400)
    (one,) = told(bench)
    assert str(one["says"]).startswith("past its day by 4 days")
    published(bench, AGAIN)
    bench.during(10 * 86_400)
    assert len(told(bench)) == 1


def test_an_announcement_that_was_kept_is_not_overdue(bench: Bench) -> None:
    alerting(bench, "overdue")
    published(bench, ANNOUNCED.format("6月3日"))
    bench.clock.now += 18 * 86_400
    published(bench, HELD.format("莫斯科"), day=JUNE)
    bench.during(30 * 86_400)
    assert told(bench) == []


def test_a_conflict_is_told_of_once_however_many_join(bench: Bench) -> None:
    alerting(bench, "conflict")
    published(bench, HELD.format("莫斯科"), day=JUNE)
    assert told(bench) == []
    for place in ("索契", "喀山"):
        said = f"塔斯社莫斯科6月4日电 据塔斯社报道，中俄第四轮海洋事务磋商6月3日在{place}举行。双方谈及海上合作和其他。"
        published(bench, said.replace("塔斯社", {"索契": "塔斯社", "喀山": "共同社"}[place]), day=JUNE)
    (one,) = told(bench)
    assert "place told otherwise" in str(one["says"])


def test_a_conflict_of_figures_is_told_of_and_is_of_no_record(bench: Bench) -> None:
    alerting(bench, "conflict")
    customs = "2022年中越双边贸易额达960亿美元，双方在农产品、机械设备等方面的往来尤其密切，边境口岸十分繁忙。"
    analysts = "2022年中越双边贸易额达990亿美元。分析人士认为电子产品是主要推动力，今后几年前景看好。"
    published(bench, f"据新华社报道，{customs}", f"塔斯社5月17日报道，{analysts}")
    (one,) = told(bench)
    assert "960" in str(one["says"])
    assert one["records"] == []


def spoken(phrase: str, number: int) -> str:
    """Return a page that has a phrase and is no copy of another."""
    topics = "粮食 能源 航天 教育 医药 渔业 铁路 气候 海关 旅游 体育 邮政 档案 考古 林业 桥梁 港口".split()
    first, second, third = (topics[(number * step + 1) % len(topics)] for step in (1, 3, 5))
    return (
        f"外交部发言人林远表示，中方愿“{phrase}”，同各方就{first}问题保持沟通。"
        f"他说，{second}合作已有{number + 3}年历史，{third}项目今年又新增{number * 7 + 2}个。"
        f"记者在{first}博览会上看到，前来洽谈{third}业务的客商络绎不绝，{second}展区尤其热闹。"
    )


def test_a_phrase_that_is_no_longer_used_is_told_of_once(bench: Bench) -> None:
    old, new = "坚定不移推进睦邻共生新格局", "携手构建更加紧密的区域大家庭"
    alerting(bench, "phrase", more='states = ["中国"]\nwithin = 30\nleast = 5\nchance = 0.5\n')
    for number in range(12):
        published(bench, spoken(old, number), day=f"2022-{number + 1:02}-05")
    assert told(bench) == []
    for number in range(12):
        published(bench, spoken(new, number + 5), day=f"2023-05-{number + 2:02}")
    bench.clock.now += 86_400
    bench.once()
    assert [one for one in told(bench) if old in str(one["says"])] != []
    assert len({one["id"] for one in told(bench)}) == len(told(bench))
    count = len(told(bench))
    bench.during(3 * 86_400)
    assert len(told(bench)) == count


def test_what_stands_when_a_rule_is_first_used_is_no_news(bench: Bench) -> None:
    bench.plan(PLAN)
    bench.net.answers[FEED] = rss()
    published(bench, ANNOUNCED.format("6月3日"))
    bench.plan(PLAN + RULE.format("round", '["stdout"]'))
    bench.once()
    published(bench, AGAIN)
    assert told(bench) == []
    published(bench, ANNOUNCED.format("6月9日").replace("第四轮海洋事务", "第五轮军控"))
    assert len(told(bench)) == 1


@pytest.mark.parametrize(
    ("narrowed", "count"),
    [
        ('states = ["俄罗斯"]', 1),
        ('states = ["日本"]', 0),
        ('mechanism = "中俄海洋事务磋商"', 1),
        ('mechanism = "中日海洋事务磋商"', 0),
    ],
)
def test_a_rule_can_be_narrowed(bench: Bench, narrowed: str, count: int) -> None:
    alerting(bench, "round", more=narrowed + "\n")
    published(bench, ANNOUNCED.format("6月3日"))
    assert len(told(bench)) == count


def test_an_alert_goes_to_every_target(bench: Bench) -> None:
    (bench.folder / "password").write_text("geheim\n")
    mail = '[mail]\nserver = "mail.example"\nsender = "shiguan@mail.example"\nuser = "u"\npassword_file = "password"\n'
    alerting(bench, "round", "stdout", "file:alerts.jsonl", HOOK, "mailto:desk@news.example", more=mail)
    published(bench, ANNOUNCED.format("6月3日"))
    (one,) = told(bench)
    assert [json.loads(line) for line in (bench.folder / "alerts.jsonl").read_text().splitlines()] == [one]
    assert bench.post.taken == [(HOOK, one["id"], one)]
    (letter,) = bench.mail.taken
    assert letter["To"] == "desk@news.example"
    assert letter["Message-ID"] == f"<{one['id']}@mail.example>"
    assert bench.mail.signed_in == [("u", "geheim")]
    assert "secret-path" not in json.dumps(bench.lines)


def test_a_target_that_fails_is_tried_again_later_and_the_others_have_it(bench: Bench) -> None:
    faults = [FetchError("https://hook.example/…: the server answers 500; check it", passing=True, status=500)] * 3
    bench.post.fails = itertools.chain(faults, itertools.repeat(None))
    alerting(bench, "round", HOOK, "stdout")
    published(bench, ANNOUNCED.format("6月3日"))
    assert len(told(bench)) == 1
    assert bench.post.taken == []
    bench.during(3600)
    assert len(bench.post.taken) == 1
    assert len(bench.said("not-sent")) == 3


def test_a_target_that_always_fails_is_given_up(bench: Bench) -> None:
    bench.post.fails = itertools.repeat(FetchError("https://hook.example/…: the server answers 404; x", status=404))
    alerting(bench, "round", HOOK)
    published(bench, ANNOUNCED.format("6月3日"))
    bench.during(10 * 86_400)
    assert [line["goes_on"] for line in bench.said("not-sent")] == [True] * 11 + [False]


def test_a_line_that_a_kill_cut_off_is_written_whole_and_those_before_stay(bench: Bench) -> None:
    path = bench.folder / "alerts.jsonl"
    alerting(bench, "round", "file:alerts.jsonl")
    published(bench, ANNOUNCED.format("6月3日"))
    whole = path.read_bytes()
    path.write_bytes(whole + whole[:40])
    with bench.open() as book:  # killed before it was noted as sent
        book.store.run("UPDATE watch_delivery SET state = 'sending'")
    bench.once()
    assert path.read_bytes() == whole
    with bench.open() as book:
        book.store.run("UPDATE watch_delivery SET state = 'sending'")
    path.write_bytes(whole[:40])
    bench.once()
    assert path.read_bytes() == whole
    path.write_bytes(b"notes of somebody")
    with bench.open() as book:
        book.store.run("UPDATE watch_delivery SET state = 'sending'")
    bench.once()
    assert path.read_bytes() == b"notes of somebody"
    assert "not ours" in bench.said("not-sent")[-1]["fault"]
