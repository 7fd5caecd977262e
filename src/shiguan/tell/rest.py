"""What is the rest of something longer, and what anybody would say: by where it stands, by whom and of which words."""

import math
from collections import Counter
from collections.abc import Sequence

from shiguan.tell.edge import Edges
from shiguan.tell.gram import BREAK, entropy
from shiguan.tell.hollow import everyday_words, is_plain, things
from shiguan.tell.speech import Speech

LOOKED_AT = 100  # places of a run, evenly spread
PAUSE = "、"
OF = "的"
WHERE = "上下中内外里间"
ALONE = 0.05  # of the uses begin a clause: then a run stands by itself
OWNED = 0.8  # of the uses follow a name at once: a run goes on from it
WITHIN = 0.5  # of the uses begin within a name
BROAD = 4.0  # states, evenly: plain words that so many use are nobody's phrase
HALF = 0.5  # of the uses follow a name at once: plain words that go on from it
SHORT = 4  # characters of what something is called
NEAR = 6  # characters behind it
PLAIN = 0.25  # is what plain words weigh


class Surroundings:
    """What stands around runs in speech."""

    def __init__(self, speech: Speech, edges: Edges) -> None:
        self.speech = speech
        self.edges = edges

    def is_rest(self, text: str, places: Sequence[int]) -> bool:
        """True where a run is what is left of a longer one: 中关系 of 越中关系, 命运共同体建设 of 中老命运共同体建设.

        So is one that begins with the noun of a longer attribute and never begins a clause: 工作的重要论述.
        """
        seen = spread(places)
        begun = sum(self.speech.text[at - 1] in (BREAK, PAUSE) for at in seen)
        if begun >= ALONE * len(seen):
            return False
        owner = text.find(OF)
        if begun == 0 and owner > 0 and text[:owner].rstrip(WHERE) in everyday_words():
            return True
        inside = sum(self.edges.within(self.speech.text, at) for at in seen)
        return inside >= WITHIN * len(seen) or self.owned(seen) >= OWNED

    def is_called(self, text: str, places: Sequence[int]) -> bool:
        """True where a short run in quotation marks is what something is called: “北溪”天然气管道."""
        seen = spread(places)
        named = sum(self.thing_behind(at + len(text)) for at in seen)
        return len(text) <= SHORT and named >= WITHIN * len(seen)

    def thing_behind(self, at: int) -> bool:
        """True where the noun of something that has a name of its own ends near behind a place."""
        behind = self.speech.text[at : at + NEAR].partition(BREAK)[0]
        return any(behind[:size].endswith(things()) for size in range(1, len(behind) + 1))

    def owned(self, places: Sequence[int]) -> float:
        """Return how often a name ends where a run begins."""
        return sum(self.edges.name_before(self.speech.text, at) for at in places) / len(places)

    def weight(self, text: str, places: Sequence[int]) -> float:
        """Return what the words of a run weigh: less where they are plain and everybody's, or go on from a name."""
        if text in everyday_words():
            return PLAIN
        if not is_plain(text):
            return 1.0
        spoken = self.speech.statements(places)
        states = Counter(self.speech.sayings[at].state or "" for at in spoken)
        broad = math.exp(entropy(states.values(), len(spoken))) >= BROAD
        return PLAIN if broad or self.owned(spread(places)) >= HALF else 1.0


def spread(places: Sequence[int]) -> Sequence[int]:
    """Return some places from the first to the last."""
    return places[:: -(-len(places) // LOOKED_AT)]
