"""Letters, telegrams, notes and signings: X向Y致贺电, X致电Y, 中方提出严正交涉, 双方签署协议."""

import re
from collections.abc import Sequence

import msgspec

from shiguan.extract.engagement.cue import Cue
from shiguan.extract.engagement.draft import Draft, participants_of, unite
from shiguan.extract.engagement.group import Group
from shiguan.extract.engagement.meeting import is_international, is_presumed, states_of, supply_state
from shiguan.extract.engagement.participant import as_side, with_role
from shiguan.extract.engagement.status import status_of
from shiguan.extract.engagement.tale import Tale
from shiguan.extract.engagement.who import actors, objects, partners, references, subjects
from shiguan.grammar.side import full_names, pair_states, short_codes
from shiguan.model.engagement import Kind, Mode, Participant, Role, Status
from shiguan.model.mention import MentionKind
from shiguan.model.span import Span

GREETS = re.compile(r"祝贺|慰问|哀悼|贺|唁|祝|问候|感谢|电报|函")
# Only a name stands between the verb and the reason: 致电阿扎利，祝贺他当选.
BARE_NAME = re.compile(r"(?P<name>[\u4e00-\u9fff][\u4e00-\u9fff·-]{1,13})，(?:祝贺|对)(?=[他她其])")
TAKES_OFFICE = re.compile(r"就任|当选|连任|出任|再次当选|继任|登基|即位|接任")
MUTUAL = re.compile(r"互致|互相致|相互致|互发|互换")
DOCUMENT = re.compile(
    r"协议|协定|备忘录|条约|公约|公报|声明|文件|合同|议定书|纪要|宣言|路线图|协约|换文|规划|安排|意向书|谅解|和约|合约|行动计划|联合公告"
)
AFTER_TALKS = re.compile(r"(?:会谈|会见|会晤|仪式|会)后，|期间，|当[天日]")
ANNIVERSARY = re.compile(r"[^，。；]{0,20}周年")
ONE_SIDED = re.compile(
    r"法案|行政令|总统令|命令|法令|主席令|法律|决议案|法例|行政命令|指令|公告|预算|令(?![人])|请愿|公开信|联名"
)
# Somebody's own greetings; 转达对Y的问候 asks for what may never be said.
RELAYED = re.compile(
    r"了?(?P<who>[^，。；对向致]{2,40})(?:对|向|致)(?P<whom>[^，。；]{2,50}?)(?:的)?(?:[^，。；的]{0,8})(?:问候|祝愿|口信|祝贺|祝福|慰问|亲笔信|信函|邀请)"
)
# 在致论坛的贺信|中说: the letter is told of by what it says.
IN_LETTER_TO = re.compile(r"在(?:致|给)[^，。；]{4,30}的$")
ADDRESSED = re.compile(r"(?:向|致)[^，。；]+$")
REGION = re.compile(r"阿拉伯|中亚|非洲|拉美|加勒比|东盟|太平洋|东亚|欧亚|金砖|联合国|上海合作组织")
EVENT = re.compile(r"活动|庆典|周年|艺术节|电影节|晚宴|启动仪式|开幕式|仪式|论坛|峰会|会议|大会|博览会|年会|纪念")


def read_letter(tale: Tale, cue: Cue) -> list[Draft]:
    """Read X致电Y, X向Y致贺电, X同Y互致贺电, Y收到X的贺信."""
    folded = tale.scene.folded
    if (
        tale.silent(cue)
        or folded[cue.trigger.start - 1] in "公短相可轻确微通亲"
        or (
            not cue.trigger.word.startswith("致")
            and folded.startswith(("号", "任", "息", "心", "中", "里"), cue.trigger.end)
            and not IN_LETTER_TO.search(folded, cue.clause[0], cue.trigger.start)
        )
    ):
        return []
    clause = folded[cue.clause[0] : cue.clause[1]]
    senders = subjects(tale, cue)
    if MUTUAL.search(clause):
        both = supply_state(tale, cue, unite([*senders, *partners(tale, cue)]))
        return write(tale, cue, both, [], "mutual")
    receivers = recipients(tale, cue)
    names = {one.name for one in receivers if one.name}
    senders = [one for one in senders if (one.name is None or one.name not in names) and one.office not in PRESS]
    named = [one for one in receivers if one.name and one.state]
    if len({one.state for one in named}) > 1:
        return [draft for one in named for draft in write(tale, cue, senders, [one], "letter-to-each")]
    return write(tale, cue, senders, receivers, "letter")


PRESS = frozenset({"记者", "記者", "本台记者", "本台記者", "编辑", "主持人"})  # who rings to ask


def read_notice(tale: Tale, cue: Cue) -> list[Draft]:
    """Read 中国外交部通知美国驻华使馆: a body of one state tells a body of another."""
    if tale.silent(cue):
        return []
    direct = [group for group in cue.after if group.start - cue.trigger.end <= 1]
    senders = subjects(tale, cue)
    receivers = actors(direct[0].mentions) if direct else []
    if len(states_of([*senders, *receivers])) < 2 or not is_international([*senders, *receivers]):
        return []
    return write(tale, cue, senders, receivers, "notice")


def read_relay(tale: Tale, cue: Cue) -> list[Draft]:
    """Read 转达X对Y的问候和口信: what X lets somebody say to Y."""
    relayed = RELAYED.match(tale.scene.folded, cue.trigger.end, cue.clause[1])
    if relayed is None or tale.silent(cue):
        return []
    senders = actors(tale.scene.mentions_in(*relayed.span("who"))[:1])
    receivers = [
        one for one in actors(tale.scene.mentions_in(*relayed.span("whom"))) if one.state not in states_of(senders)
    ]
    if not senders or not receivers:
        return []
    occasion, lead = tale.occasion, tale.lead
    found = write(tale, cue, senders, receivers, "relayed")
    tale.occasion, tale.lead = occasion, lead  # who lets greet is not who meets
    return found


def recipients(tale: Tale, cue: Cue) -> list[Participant]:
    """Return those behind 向, 给, 致 before the trigger, else those right behind it."""
    for group in reversed(cue.before):
        if group.prep == "to":
            return actors(group.mentions)
    bare = BARE_NAME.match(tale.scene.folded, cue.trigger.end)
    if bare and not any(group.mentions[0].name and group.start < bare.end() for group in cue.after):
        start, end = bare.span("name")
        name = tale.scene.text[start:end]
        return [Participant(name=name, office=None, state=None, role=Role.RECIPIENT, start=start, end=end)]
    direct = [group for group in cue.after if group.start - cue.trigger.end <= 6]
    if direct:
        return actors(direct[0].mentions)
    if CONGRATULATES.match(tale.scene.folded, cue.trigger.end) and cue.number:
        return elected(tale, cue)
    return [one for group in objects(tale, cue) for one in actors(group.mentions)]


# X当选总统，Y立即致电|祝贺: who is congratulated stands in the clause before.
CONGRATULATES = re.compile(r"(?:表示)?(?:热烈)?(?:祝贺|道贺|致贺|恭喜|慰问|哀悼|吊唁)(?=$|[，。；])")
ELECTED = re.compile(r"当选|就任|连任|胜选|赢得|获胜|逝世|去世|病逝|上任|登基|即位")


def elected(tale: Tale, cue: Cue) -> list[Participant]:
    """Return who was elected or died in the clause before."""
    low, high = cue.sentence.clauses[cue.number - 1]
    verb = ELECTED.search(tale.scene.folded, low, high)
    people = [one for one in tale.scene.mentions_in(low, verb.start()) if one.name] if verb else []
    return actors(people[-1:])


def write(
    tale: Tale, cue: Cue, senders: Sequence[Participant], receivers: Sequence[Participant], form: str
) -> list[Draft]:
    """Return the message; one to nobody named needs an event of several states that it is sent to."""
    receivers = [in_office(tale, cue, one) for one in receivers]
    everybody = unite([*with_role(senders, Role.SENDER), *with_role(receivers, Role.RECIPIENT)])
    if not senders or not states_of(senders):
        return []
    if not is_international(everybody):
        foreign = bool(states_of(senders)) and tale.occasion is not None and len(tale.occasion.states) > 1
        gathered = [
            one
            for one in tale.scene.mechanisms_in(cue.clause[0], cue.clause[1])
            if one.international and set(one.states) - states_of(senders)
        ]
        paragraph = tale.scene.folded[tale.scene.folded.rfind("\n", 0, cue.sentence.start) + 1 : cue.sentence.end]
        if not ((EVENT.search(paragraph) and foreign and not receivers) or gathered or to_event(tale, cue, senders)):
            return []
    if cue.trigger.word == "致电" and not GREETS.search(tale.scene.folded, cue.clause[0], cue.sentence.end):
        return [tale.add(cue, Kind.CALL, Mode.PHONE, everybody, "engagement/call/rings")]
    draft = tale.add(cue, Kind.MESSAGE, cue.trigger.mode, everybody, f"engagement/message/{form}")
    draft.place = None
    return [draft]


def to_event(tale: Tale, cue: Cue, senders: Sequence[Participant]) -> bool:
    """True where the clause writes to an event of several states: 向中俄人文交流活动致贺信, 向阿拉伯艺术节致贺信."""
    words = tale.scene.folded[cue.clause[0] : cue.trigger.start]
    addressed = ADDRESSED.search(words)
    if addressed is None or not EVENT.search(addressed.group()):
        return False
    low, high = (cue.clause[0] + offset for offset in addressed.span())
    states = {state for mention in tale.scene.mentions_in(low, high) for state in mention.states}
    return bool(states - states_of(senders)) or REGION.search(addressed.group()) is not None


def in_office(tale: Tale, cue: Cue, one: Participant) -> Participant:
    """Return a recipient with the state whose office he is congratulated on: 祝贺他就任毛里求斯共和国总统."""
    if one.name is None or (one.state is not None and not is_presumed(one)):
        return one
    office = TAKES_OFFICE.search(tale.scene.folded, cue.trigger.end, cue.sentence.end)
    if office is None:
        return one
    states = [mention for mention in tale.scene.mentions_in(office.end(), cue.sentence.end) if mention.states]
    if not states:
        return one
    span = states[0].state_span or Span(states[0].start, states[0].end)
    return msgspec.structs.replace(one, state=states[0].states[0], cited={**one.cited, "state": (span,)})


def read_protest(tale: Tale, cue: Cue) -> list[Draft]:
    """Read 中方已向美方提出严正交涉: a message from one side to the other."""
    folded = tale.scene.folded
    if re.search(r"将|必将|要求", folded[cue.clause[0] : cue.trigger.start]):
        return []
    senders = subjects(tale, cue)
    receivers = recipients(tale, cue)
    owner = next((group for group in cue.before if group.prep == "of" and cue.trigger.start - group.end <= 12), None)
    if owner is not None and IGNORED.search(folded, cue.clause[0], owner.start):
        senders, receivers = actors(owner.mentions), [as_side(one) for one in senders]
    if not receivers:
        receivers = posted_to(tale, cue)
    if not receivers:
        states = states_of(senders)
        earlier = [
            mention
            for mention in tale.scene.mentions_in(cue.sentence.start, cue.trigger.start)
            if mention.states and mention.states[0] not in states
        ]
        receivers = [
            Participant(name=None, office=None, state=one.states[0], role=Role.RECIPIENT, start=one.start, end=one.end)
            for one in earlier[-1:]
        ]
    if len(states_of([*senders, *receivers])) < 2:
        return []
    return write(tale, cue, senders, receivers, "protest")


# 英方|不顾|中方的严正交涉: who protests is not who pays no heed.
# 在7月23日向联合国秘书长|提交|的声明中, 向A国政府递交了一封抗议信
PAPER = re.compile(r"了?(?:的)?(?:一[份封])?[^，。；]{0,8}?(?:声明|照会|信函|公函|抗议书|外交文件)")


def read_submission(tale: Tale, cue: Cue) -> list[Draft]:
    """Read 澳大利亚向联合国提交声明: a paper handed to an organisation or to another state."""
    addressed = next((group for group in reversed(cue.before) if group.prep == "to"), None)
    if addressed is None or not PAPER.match(tale.scene.folded, cue.trigger.end, cue.clause[1]) or tale.silent(cue):
        return []
    receivers = actors(addressed.mentions)
    senders = [one for one in subjects(tale, cue) if one.state and one.state not in states_of(receivers)]
    if not senders or not states_of(receivers):
        return []
    return write(tale, cue, senders, receivers, "submission")


IGNORED = re.compile(r"(?:不顾|无视|罔顾)$")
POSTED = re.compile(r"驻(?P<where>[^，。；驻]{1,8}?)(?:大?使馆|使团|大使|总领|代表团|代表处|外交官)")


def posted_to(tale: Tale, cue: Cue) -> list[Participant]:
    """Return the state to which the embassy that protests is posted: 中国驻欧盟使团."""
    posted = POSTED.search(tale.scene.folded, cue.sentence.start, cue.trigger.start)
    if posted is None:
        return []
    pattern, codes = full_names()
    named = pattern.fullmatch(posted["where"])
    code = codes[posted["where"]] if named else short_codes().get(posted["where"])
    if code is None:
        return []
    start, end = posted.span("where")
    return [Participant(name=None, office=None, state=code, role=Role.RECIPIENT, start=start, end=end)]


def read_signing(tale: Tale, cue: Cue) -> list[Draft]:
    """Read 双方签署备忘录, 1974年签署的协议: documents signed on one occasion are one signing."""
    folded = tale.scene.folded
    after = folded[cue.trigger.end : cue.clause[1]]
    if ONE_SIDED.search(after) or tale.silent(cue):
        return []
    if (
        not DOCUMENT.search(after)
        and not after.startswith(("《", "了《"))
        and not DOCUMENT.search(folded[cue.clause[0] : cue.trigger.start])
    ):
        return []
    if folded.startswith("仪式", cue.trigger.end) or ANNIVERSARY.match(after):
        return []
    sides = sides_of(tale, cue)
    if len(states_of(sides)) < 2:
        return []
    status, _ = status_of(tale.scene, cue.trigger, tale.floor(cue), cue.clause[1])
    if status in (Status.POSTPONED, Status.CANCELLED) and after.startswith("的"):
        return []  # 暂停与香港签订的引渡条约: one side's act
    visiting = re.search("期间|此访|访问|会谈后|会见后", folded[cue.sentence.start : cue.trigger.start])
    if status is Status.PLANNED and tale.time_of(cue) is None and not visiting:
        return []
    draft = tale.add(cue, Kind.SIGNING, None, sides, "engagement/signing/signs")
    after_talks = not draft.spoken and AFTER_TALKS.search(folded, cue.sentence.start, cue.trigger.start)
    met = tale.occasion is not None and tale.occasion.mode is Mode.IN_PERSON
    draft.mode = Mode.IN_PERSON if draft.place is not None or (after_talks and met) else None
    return [draft]


def sides_of(tale: Tale, cue: Cue) -> list[Participant]:
    """Return who signs: subject and partners, else those of the occasion that 双方 or the place in the tale tells."""
    people = [*subjects(tale, cue), *partners(tale, cue)]
    if len(states_of(people)) > 1:
        return people
    known = references(tale, cue, cue.sentence.start, cue.trigger.start)
    if len(states_of(known)) > 1:
        return known
    inside = [group for group in cue.before if len({state for one in group.mentions for state in one.states}) > 1]
    if inside:
        return actors(inside[-1].mentions)
    return [*people, *(pair_in(cue) or named_in(tale, cue) or received_in(cue, people))]


def received_in(cue: Cue, people: Sequence[Participant]) -> list[Participant]:
    """Return the state where an ambassador signs: 美国大使X在金边签署."""
    if not any(one.name and (one.office or "").endswith("大使") for one in people):
        return []
    there = [group for group in cue.before if group.prep == "at" and len(group.mentions[-1].states) == 1]
    return [as_side(one) for group in there[-1:] for one in participants_of(group.mentions[-1:])]


# 签署的|《中日和平友好条约》, 签署|中美第一阶段贸易协议
TITLED = re.compile(r"了?的?《?(?P<title>[^，。；》]{2,24}?)(?:协议|协定|条约|公报|声明|备忘录|议定书)")


def named_in(tale: Tale, cue: Cue) -> list[Participant]:
    """Return the sides that the name of a document holds, where nobody else is said to sign it."""
    titled = TITLED.match(tale.scene.folded, cue.trigger.end, cue.clause[1])
    if titled is None:
        return []
    start, end = titled.span("title")
    states = pair_states(titled.group("title"))
    return [
        Participant(name=None, office=None, state=state, role=Role.PARTICIPANT, start=start, end=end)
        for state in states
    ]


def pair_in(cue: Cue) -> list[Participant]:
    """Return the other side named in the same clause as a bare state: 以两国签署…, 与伊朗签署."""
    return [one for group in cue.before if group.prep in ("of", "relative", "inner") for one in side_only(group)]


def side_only(group: Group) -> list[Participant]:
    """Return the states of a group as sides."""
    return [
        Participant(
            name=None,
            office=None,
            state=state,
            role=Role.PARTICIPANT,
            start=mention.start,
            end=mention.end,
            cited={"state": (mention.state_span,)}
            if mention.state_span
            else {"state": (Span(mention.start, mention.end),)},
        )
        for mention in group.mentions
        if mention.kind in (MentionKind.STATE, MentionKind.SIDE)
        for state in mention.states
    ]
