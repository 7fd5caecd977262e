"""No text, however strange, breaks a key."""

from hypothesis import example, given, settings
from hypothesis import strategies as st

from shiguan.link.mechanism import mechanism_key
from shiguan.link.name import given_names, name_key
from shiguan.link.office import posts_of
from shiguan.link.place import place_key, state_code

TEXTS = st.text(max_size=30) | st.text(alphabet="中美俄国会谈·（）() jr.,第一届10+3机制部长兼前驻大使", max_size=12)


@settings(deadline=None)
@given(TEXTS)
@example(",  jr")
@example("")
@example("·")
@example("10+3")
@example("第一届")
def test_any_text_has_keys(text: str) -> None:
    assert isinstance(name_key(text), str)
    assert isinstance(given_names(text), tuple)
    assert isinstance(place_key(text), str)
    assert state_code(text) is None or state_code(text)
    assert isinstance(mechanism_key(text, ["CN", "RU"]), str)
    assert isinstance(posts_of(text, "CN"), tuple)
