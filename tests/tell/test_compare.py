"""Accounts compared: topics named and left out, points in common and alone."""

from shiguan.tell.compare import match, tell_topics
from shiguan.tell.readout import points_of

HOME = points_of("a", 0, "林远", "双方同意降低关税。我们谈到台海局势。")
AWAY = points_of("b", 0, "周岚", "雙方同意降低關稅和費用。我们重视人权。")


def test_topics_say_who_names_them_and_who_leaves_them_out() -> None:
    found = {one.topic: (sorted(one.named), one.left_out) for one in tell_topics({"AA": HOME, "BB": AWAY})}
    assert found == {"贸易": (["AA", "BB"], ()), "台湾": (["AA"], ("BB",)), "人权": (["BB"], ("AA",))}


def test_what_is_named_is_cited() -> None:
    (topic,) = [one for one in tell_topics({"AA": HOME, "BB": AWAY}) if one.topic == "台湾"]
    (named,) = topic.named["AA"]
    assert (named.words, named.point) == (("台海",), HOME[1])


def test_two_accounts_are_counted_by_what_both_and_each_say() -> None:
    found = match("AA", "BB", {"AA": HOME, "BB": AWAY})
    assert (found.both, found.left_only, found.right_only) == (1, 1, 1)
    assert len(found.pairs) == 3
