"""What the page tells elsewhere of a bare name, role or body: its state, office, organisation."""

import re
from itertools import islice

import msgspec

from shiguan.detect.person.attachment import attach, of_courts, of_government, of_scene
from shiguan.detect.person.context import Context
from shiguan.detect.person.name import name_tables, statesman
from shiguan.grammar.fold import fold
from shiguan.model.mention import Mention, MentionKind
from shiguan.model.span import Span

# A member of an enumeration costs five times as much to look up as a name, and this is asked of every mention.
PERSON, BODY, GROUP, OUTLET = MentionKind.PERSON, MentionKind.BODY, MentionKind.GROUP, MentionKind.OUTLET
ATTACHED = frozenset({PERSON, BODY, GROUP, MentionKind.ROLE})
UNNAMED = ATTACHED - {PERSON}
TELLING = frozenset({BODY, MentionKind.ROLE})  # what tells whose a body is
RECENT = 50  # bodies before a bare one among which its full name is sought


def complete(context: Context, mentions: list[Mention]) -> list[Mention]:
    """Return the mentions with what the page tells elsewhere: state and office of a bare name, state of a bare body."""
    done: list[Mention] = []
    body_states: dict[str, tuple[tuple[str, ...], Span | None]] = {}
    for mention in mentions:
        if not mention.states and mention.kind in ATTACHED:
            mention = attach(context, mention, done)
            if mention.states and mention.name_span is not None:
                name = mention.name_span.of(context.folded)
                context.state_of_name.setdefault(
                    context.names.full.get(name, name), (mention.states, mention.state_span)
                )
        if mention.organisation and mention.kind in TELLING and mention.states and mention.state_span:
            body_states[
                mention.organisation.removeprefix(context.text[mention.state_span.start : mention.state_span.end])
            ] = (
                mention.states,
                mention.state_span,
            )
        if mention.kind is PERSON:
            mention = complete_person(context, mention, body_states)
            if not mention.states and mention.office and PUBLIC.search(mention.office):
                mention = implied_by_context(context, mention, done)
                if mention.states and mention.name_span is not None:
                    name = mention.name_span.of(context.folded)
                    full = context.names.full.get(name, name)
                    context.state_of_name.setdefault(full, (mention.states, mention.state_span))
        elif not mention.states and mention.kind in UNNAMED:
            mention = complete_body(context, possessed(context, mention, done), body_states)
            if not mention.states:
                mention = implied_by_context(context, mention, done)
            if not mention.states:
                mention = of_scene(context, mention)
            if not mention.states and context.home and is_government(mention.organisation or ""):
                if not has_office(context.home, mention.organisation):
                    done.append(mention)
                    continue
                mention = msgspec.structs.replace(mention, states=(context.home,))
        if mention.states and mention.state_span is None and mention.kind is not OUTLET:
            # What implies the state is its citation: the office (国务卿), the body (白宫), the name at home.
            stands = mention.office_span or mention.organisation_span or mention.name_span
            mention = msgspec.structs.replace(mention, state_span=stands or Span(mention.start, mention.end))
        done.append(mention)
    return of_government(context, of_courts(done))


def possessed(context: Context, mention: Mention, earlier: list[Mention]) -> Mention:
    """Return a body with the state that owns it by 的: 美国的情报机构."""
    owner = earlier[-1] if earlier else None
    if owner is None or owner.kind is not MentionKind.STATE or len(owner.states) != 1:
        return mention
    if owner.end + 1 != mention.start or context.folded[owner.end] != "的":
        return mention
    return msgspec.structs.replace(mention, states=owner.states, state_span=owner.state_span)


# Who acts for a state without its being named: the state told of last in the paragraph is meant.
LOCAL = re.compile(
    r"当地|官员|发言人|政府|警方|军方|法院|法庭|检方|检察官|当局|国会|议会|议员|总统|总理|首相|外长|部长|大使馆|使馆|领事馆|领馆|司法部|国防部|外交部|财政部|内政部|执政党|反对党|在野党"
)


MEETS = re.compile(r"^[^，。；]{0,16}(?:会见|会晤|拜会|接见|[同与和])")


# Offices that the People's Republic does not have: 维克拉马辛哈总统, 吕特首相 are of another state.
NOT_IN_CHINA = re.compile(r"总统|首相|国王|女王|王储|国务卿|州长|参议|众议|大公|酋长|埃米尔|总督|外相|财相|防长|大臣")


# Of one chamber is the parliament of these.
ONE_CHAMBER = frozenset({"CN", "TW", "HK", "MO", "KR", "KP"})


# Ministries that the government in Taipei calls otherwise: 法务部, 经济部.
NOT_IN_TAIWAN = re.compile(r"^(?:司法部|商务部|国务院|公安部|国土安全部)")


# Offices that Hong Kong and Macao do not have: 首相约翰逊 is not theirs, however often they are named.
OF_A_STATE = re.compile(r"总统|总理|首相|国王|女王|外长|外相|外交|防长|国防|国务卿|大臣|大使")


def has_office(state: str, office: str | None) -> bool:
    """False where a state is known to have no such office or house of parliament."""
    if office is not None and state == "TW" and NOT_IN_TAIWAN.match(fold(office)):
        return False
    if office is not None and state in ("HK", "MO") and OF_A_STATE.search(fold(office)):
        return False
    if office is not None and state in ONE_CHAMBER and fold(office).startswith(("参议院", "众议院")):
        return False
    return state != "CN" or office is None or NOT_IN_CHINA.search(office) is None


def implied_by_context(context: Context, mention: Mention, earlier: list[Mention]) -> Mention:
    """Return an official or public body without a state as of the state told of last in its paragraph."""
    if not LOCAL.search(context.folded[mention.start : mention.end]):
        return mention
    for other in reversed(earlier[-12:]):
        if "\n" in context.text[other.end : mention.start]:
            break
        if other.kind is MentionKind.PERSON and MEETS.search(context.folded, other.end, mention.start):
            continue  # 王强会见副总统X: of another state
        if (
            len(other.states) == 1
            and other.kind in NATIONAL
            and has_office(other.states[0], mention.office or mention.organisation)
        ):
            return msgspec.structs.replace(mention, states=other.states, state_span=other.state_span)
    return mention


# Offices of a state, whose holder is of the state told of.
PUBLIC = re.compile(
    r"总统|總統|总理|總理|首相|部长|部長|大臣|外长|外長|财长|財長|防长|防長|国务卿|國務卿|议员|議員|议长|議長|州长|州長|参议|參議|众议|眾議|大使|总领事|總領事|司令|法官|检察|檢察"
)
NATIONAL = frozenset({MentionKind.STATE, MentionKind.BODY, MentionKind.ROLE, MentionKind.PERSON, MentionKind.SIDE})


# Without a state these are the publisher's own: 外交部 in a mainland page is China's, in a Taiwanese one Taiwan's.
MINISTRY = re.compile(
    r"^(?:外交部|国防部|国务院|商务部|财政部|教育部|内政部|总统府|行政院|立法院|央行|卫生部|交通部|经济部|公安部|国台办|陆委会)"
)


# 西部, 总部: no ministry.
PART = re.compile(r"^[东西南北中内外总全]{1,2}部$")


def is_government(organisation: str) -> bool:
    """True for a body that is a state's own where no state is told."""
    return GOVERNMENT.search(fold(organisation)) is not None and not PART.match(organisation)


GOVERNMENT = re.compile(
    r"政府|国会|议会|使馆|领馆|军方|警方|检方|当局|法院|(?:[府局署院厅委]|(?<!俱乐)部)$|委员会$|办公室$"
)


def complete_body(
    context: Context, mention: Mention, body_states: dict[str, tuple[tuple[str, ...], Span | None]]
) -> Mention:
    """Return a body or role with the state its name had earlier, else that of a national body at home."""
    if mention.states:
        return mention
    organisation = mention.organisation or ""
    known = body_states.get(organisation) or longer(organisation, mention.kind is GROUP, body_states)
    if known:
        return msgspec.structs.replace(mention, states=known[0], state_span=known[1])
    if organisation.startswith("国务院") and context.home is None and "US" in context.named_states:
        return msgspec.structs.replace(mention, states=("US",))
    at_home = context.home and MINISTRY.search(fold(organisation)) and "当地" not in organisation
    if at_home and not (context.home == "TW" and NOT_IN_TAIWAN.search(fold(organisation))):
        return msgspec.structs.replace(mention, states=(context.home,))
    return mention


def longer(
    organisation: str, group: bool, body_states: dict[str, tuple[tuple[str, ...], Span | None]]
) -> tuple[tuple[str, ...], Span | None] | None:
    """Return the state of the body told last whose name ends so; of a `group`, also of one that begins its name."""
    if not organisation:
        return None
    for body in islice(reversed(body_states), RECENT):
        if body.endswith(organisation) or (group and organisation.startswith(body)):
            return body_states[body]
    return None


def ending_in(
    organisation: str, body_states: dict[str, tuple[tuple[str, ...], Span | None]]
) -> tuple[tuple[str, ...], Span | None]:
    """Return the state of the body told last whose name ends so: 人权事务委员会 for 委员会."""
    for body, found in islice(reversed(body_states.items()), RECENT):
        if body.endswith(organisation):
            return found
    return (), None


def is_chinese(name: str) -> bool:
    """True for two to four characters that begin with a Chinese surname."""
    known = name_tables()
    if all(character in known.purely_transcribing for character in name):
        return False
    return (len(name) in (2, 3) and name[0] in known.single_surnames) or (
        len(name) in (3, 4) and name[:2] in known.double_surnames
    )


def complete_person(
    context: Context, mention: Mention, body_states: dict[str, tuple[tuple[str, ...], Span | None]]
) -> Mention:
    """Return a person with state, office and organisation told of the same name elsewhere on the context."""
    assert mention.name_span is not None
    folded_name = mention.name_span.of(context.folded)
    full = context.names.full.get(folded_name, folded_name)
    states, state_span = mention.states, mention.state_span
    if not states:
        states, state_span = context.state_of_name.get(full, ((), None))
    if not states and mention.organisation:
        states, state_span = body_states.get(mention.organisation) or ending_in(mention.organisation, body_states)
        if states:
            context.state_of_name.setdefault(full, (states, state_span))
    office = (mention.office, mention.office_span, mention.organisation, mention.organisation_span)
    if mention.office is None:
        office = context.office_of_name.get(full, (None, None, None, None))
    if not states and office[2]:
        states, state_span = body_states.get(office[2], ((), None))
    if not states:
        states = statesman(folded_name) or statesman(full)
    at_home = is_chinese(folded_name) or MINISTRY.search(fold(office[2] or ""))
    if not states and context.home and at_home and has_office(context.home, office[0]):
        states = (context.home,)
    if states == mention.states and mention.office is not None:
        return mention
    return msgspec.structs.replace(
        mention,
        states=states,
        state_span=state_span,
        office=office[0],
        office_span=office[1],
        organisation=office[2],
        organisation_span=office[3],
    )
