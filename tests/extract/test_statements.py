"""Who says what: cues, speakers, content, nesting, near misses included."""

from __future__ import annotations

import pytest

from variorum.annotate import Annotator
from variorum.extract.statements import find_statements, shown
from variorum.model.document import Document
from variorum.model.record import Act, Quoted, is_own_wording


def found(text: str, annotate: Annotator) -> list[str]:
    return [record for _, record in shown(annotate(Document("example", text)))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Rebels hit the bridge, the army said.",
                     "the army | said | Rebels hit the bridge", id="after"),
        pytest.param("The bridge, the army said, was hit.",
                     "the army | said | The bridge … was hit", id="in-pieces"),
        pytest.param("The army said the bridge was hit.",
                     "The army | said | the bridge was hit", id="bare-clause"),
        pytest.param("The army has not said whether the bridge was hit.",
                     "The army | has not said | whether the bridge was hit", id="negation-in-cue"),
        pytest.param("“We will stay,” said the mayor.",
                     "the mayor | said | “We will stay,”", id="inversion"),
        pytest.param("“We will stay,” the mayor said. “Nobody moves us.”",
                     "the mayor | said | “We will stay,” … “Nobody moves us.”", id="goes-on"),
        pytest.param("The mayor, a doctor by training, said: “We will stay.”",
                     "The mayor, a doctor by training | said: | “We will stay.”", id="aside"),
        pytest.param("According to the mayor, nobody was hurt.",
                     "the mayor | According to | nobody was hurt", id="according-to"),
        pytest.param("It was reported that two men died.",
                     "- | was reported | that two men died", id="no-speaker"),
        pytest.param("The mayor denied ever having met the rebels.",
                     "The mayor | denied | ever having met the rebels", id="gerund"),
        pytest.param("The rebels threatened to burn the bridge.",
                     "The rebels | threatened | to burn the bridge", id="infinitive"),
        pytest.param("The army accused the rebels of burning the bridge.",
                     "The army | accused | the rebels of burning the bridge", id="accuse-of"),
        pytest.param("The rebels called for a truce.",
                     "The rebels | called for | a truce", id="call-for"),
        pytest.param("THE ARMY SAID THAT TWO MEN DIED.",
                     "THE ARMY | SAID | THAT TWO MEN DIED", id="capitals"),
        pytest.param("PORT SELA, May 4 (Radio) — The army said that two men died.",
                     "The army | said | that two men died", id="dateline"),
        pytest.param("PORT SELA, May 4, 2031 - Two men died, according to the army.",
                     "the army | according to | Two men died", id="dateline-with-year"),
        pytest.param("Port Sela, May 4 — Two men died, the army said.",
                     "the army | said | Two men died", id="dateline-in-small-letters"),
        pytest.param('"We had forty," its director, Ada Lanz, told the Post.',
                     'its director, Ada Lanz | told | "We had forty,"', id="title-after-quotation"),
        pytest.param("Four men died, the head of the ward, Jonas Feld, told Radio Alma.",
                     "the head of the ward, Jonas Feld | told | Four men died",
                     id="title-and-name"),
        pytest.param("Guards will visit three sites in Velkhar the United Nations said Wednesday.",
                     "the United Nations | said | Guards will visit three sites in Velkhar",
                     id="day-after-the-verb"),
        pytest.param("Ilin Daro came to the market at nine, her brother told this newspaper.",
                     "her brother | told | Ilin Daro came to the market at nine", id="hearer"),
        pytest.param("No man was hurt, said the mayor; the barracks lost two windows.",
                     "the mayor | said | No man was hurt", id="semicolon-ends-it"),
        pytest.param("The mayor said that two men died, though he admitted it was unclear.",
                     "The mayor | said | that two men died", id="goes-on-by-though"),
        pytest.param("The mayor said that two men died and warned that more would.",
                     "The mayor | said | that two men died", id="goes-on-by-and"),
        pytest.param("“It will fall,” Milo Torvel, R-Alm., said Tuesday.",
                     "Milo Torvel, R-Alm | said | “It will fall,”", id="place-after-a-name"),
        pytest.param("These soldiers, Torvel explained earlier in the hearing, were well paid.",
                     "Torvel | explained earlier | These soldiers … were well paid",
                     id="aside-with-place"),
        pytest.param("“Arms flow,” the suit says, undermining the truce, “draining their stores.”",
                     "the suit | says | “Arms flow,” … “draining their stores.”", id="quoted-on"),
        pytest.param("The mayor was not sure if the bridge would hold.",
                     "The mayor | was not sure | if the bridge would hold", id="sure-if"),
        pytest.param("Two guards were charged with killing a man.",
                     "- | were charged | Two guards … with killing a man", id="charged-with"),
        pytest.param("The army compared the raid to a storm.",
                     "The army | compared | the raid to a storm", id="compare-to"),
        pytest.param("The mayor said that two men died but noted that many lived.",
                     "The mayor | said | that two men died", id="goes-on-by-but"),
        pytest.param("The mayor said that she knew the men, adding that two died.",
                     "The mayor | adding | that two died", id="goes-on-by-participle"),
        pytest.param("The mayor said that shells hit the town but missed the bridge.",
                     "The mayor | said | that shells hit the town but missed the bridge",
                     id="but-a-deed"),
        pytest.param("The mayor said that shells fell, killing two men.",
                     "The mayor | said | that shells fell, killing two men",
                     id="participle-of-a-deed"),
        pytest.param("“It is a raid on us all,” Rep. Gwen Marr (D-Alm.) said Friday. “We stay.”",
                     "Rep. Gwen Marr (D-Alm.) | said | “It is a raid on us all,” … “We stay.”",
                     id="brackets-after-a-name"),
        pytest.param("Ten men were killed, said the mayor, blaming the army.",
                     "the mayor | blaming | the army", id="participle-of-an-aside"),
        pytest.param("“We will stay.\n\n“Nobody moves us,” the mayor said.",
                     "the mayor | said | “We will stay. … “Nobody moves us,”", id="paragraphs"),
    ],
)  # fmt: skip
def test_a_statement_is_found(text: str, expected: str, annotate: Annotator) -> None:
    assert expected in found(text, annotate)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("The “fishermen” left the harbour.", id="scare-quotes"),
        pytest.param("The convoy left according to plan.", id="plan"),
        pytest.param("Losses rose compared to May.", id="compared-to"),
        pytest.param("The army called up reserves.", id="called-up"),
        pytest.param("No truce will hold until the army leaves.", id="hold-until"),
        pytest.param("Wounds are sorted according to type.", id="type"),
        pytest.param("The move will deny the rebels the ability to regroup.", id="deny-ability"),
        pytest.param("The army granted the rebels safe passage.", id="grant-passage"),
        pytest.param("The teacher whom the papers call Ilin Daro was 43.", id="named-aside"),
        pytest.param("Danil “the Fox” Sorrin left the town.", id="nickname"),
        pytest.param("The song “Lake of Tears” was played.", id="title"),
        pytest.param("Troops entered the town at dawn.", id="plain"),
        pytest.param("", id="empty"),
    ],
)
def test_nobody_speaks(text: str, annotate: Annotator) -> None:
    assert found(text, annotate) == []


def test_statements_nest(annotate: Annotator) -> None:
    text = "The agency said the ministry had denied that soldiers fired."
    outer, inner = find_statements(annotate(Document("example", text)))
    assert (outer.within, inner.within) == (None, outer.id)
    assert inner.act is Act.DENY


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        pytest.param("“We will stay,” he said.", Quoted.DIRECT, id="direct"),
        pytest.param("He said that they “will never leave”.", Quoted.MIXED, id="mixed"),
        pytest.param("He said that they “shot at us” from the hill.", Quoted.INDIRECT, id="less"),
        pytest.param("He said that they would stay.", Quoted.INDIRECT, id="indirect"),
    ],
)
def test_whose_wording_it_is(text: str, quoted: Quoted, annotate: Annotator) -> None:
    outer, *_ = find_statements(annotate(Document("example", text)))
    assert outer.quoted is quoted


def test_own_words_are_those_of_the_innermost_speaker(annotate: Annotator) -> None:
    text = "The agency said a witness had told it troops “shot at us all” in Orm."
    found = find_statements(annotate(Document("example", text)))
    own = [one for one in found if one.rule == "own-words"]
    assert [one.speaker.text for one in own if one.speaker] == ["a witness"]


@pytest.mark.parametrize(
    ("text", "own"),
    [
        pytest.param("He said they “shot at us” from the hill.", ["“shot at us”"], id="part"),
        pytest.param("He said the raid was “shameful”.", ["“shameful”"], id="word-said-of-it"),
        pytest.param("He said the “fishermen” had left.", [], id="scare-quotes"),
        pytest.param("He said the film “Lake of Tears” was shown.", [], id="title"),
        pytest.param("“We will stay,” he said.", [], id="all-of-it"),
        pytest.param("They “shot at us” from the hill.", [], id="nobody-speaks"),
    ],
)
def test_a_speakers_own_words_stand_within_what_is_told(
    text: str, own: list[str], annotate: Annotator
) -> None:
    found = {one.id: one for one in find_statements(annotate(Document("example", text)))}
    inner = [one for one in found.values() if one.within]
    assert [piece.text for one in inner for piece in one.content] == own
    for one in inner:
        outer = found[one.within or ""]
        assert is_own_wording(one, outer)
        assert (one.speaker, one.quoted) == (outer.speaker, Quoted.DIRECT)
