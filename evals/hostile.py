"""Measure reading on texts that nobody would write: `python evals/hostile.py [KIND ...]`.

Prints, for each kind of text and each of `--sizes` (in pieces, words for most kinds), the
CPU-microseconds that a piece takes to annotate and to read further. A kind whose figures grow with
the size takes more than linear time; its sizes end where one takes longer than `--most` seconds.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Mapping
from itertools import cycle, islice
from typing import Final

from variorum.annotate import load
from variorum.model.document import Document
from variorum.pipeline import read_document
from variorum.read import Read

STORY: Final = (
    "Twelve people were killed and at least 30 wounded on Monday when rebels shelled a market in "
    "Port Alma, the Velkhar interior ministry said. “We saw smoke,” said Dana Orsk, a witness who "
    "fled to Sela. The Free Army of Velkhar denied that it had fired on the town. According to the "
    "Velkhar Red Cross, about 4,000 residents have been displaced since May 3."
)
WORDS: Final = STORY.split()

Kind = Callable[[int], str]


def over(*pieces: str, join: str = " ") -> Kind:
    """So many pieces, one after another, over and over."""
    return lambda size: join.join(islice(cycle(pieces), size))


def story(change: Callable[[str], str], join: str = "\n\n") -> Kind:
    """A news story of about so many words, over and over, each one changed."""
    return lambda size: join.join([change(STORY)] * (size // len(WORDS) + 1))


def lines(line: str, join: str = "\n") -> Kind:
    """A line over and over, about so many words; its {n} is another number, its {a} another
    word of three letters each time."""

    def write(size: int) -> str:
        count = size // len(line.split()) + 1
        return join.join(line.format(n=n, a=_letters(n)) for n in range(count))

    return write


def around(before: str, after: str) -> Kind:
    """Half as many of one before a word as of another after it."""
    return lambda size: before * (size // 2) + " smoke " + after * (size // 2)


def _letters(number: int) -> str:
    return "".join(chr(ord("a") + number // 26**place % 26) for place in range(3))


KINDS: Final[Mapping[str, Kind]] = {
    "story": story(str),
    "one-paragraph": story(str, " "),
    "no-punctuation": story(lambda text: "".join(c for c in text if c.isalnum() or c == " "), " "),
    "one-sentence": story(lambda text: text.replace(".", ","), " "),
    "capitals": story(str.upper),
    "small-letters": story(str.lower),
    "spaced-letters": story(" ".join),
    "newlines": over(*WORDS, join="\n"),
    "carriage-returns": over(*WORDS, join="\r\n"),
    "tabs": over(*WORDS, join="\t"),
    "line-separators": over(*WORDS, join="\u2028"),
    "page-breaks": over(*WORDS, join="\x0b\x0c\x85"),
    "nul": over(*WORDS, join="\x00"),
    "no-spaces": over(*WORDS, join=""),
    "zero-width": story("\u200b".join),
    "soft-hyphens": story("\u00ad".join),
    "bidirectional": story(lambda text: "\u202e" + text.replace(" ", " \u2066") + "\u202c"),
    "combining-marks": story("\u0301".join),
    "lone-surrogates": story(lambda text: text.replace("e", "\ud83d")),
    "markup": story(lambda text: f'<div class="x"><p>{text.replace(" ", "&nbsp;", 9)}</p><br/>'),
    "mixed-languages": story(lambda text: f"{text} Армия заявила, что 12 погибли. 政府军昨天。"),
    "only-newlines": over("\n"),
    "only-spaces": over(" ", join=""),
    "only-marks": over(".", ",", ";", "-", "!", "?", ":"),
    "only-digits": over("12"),
    "full-stops": over("."),
    "dashes": over("—"),
    "emoji": over("😀", "👨‍👩‍👧", "🇺🇳"),
    "chinese": over("政府军", "昨天", "在", "城市", "打死", "十二人。"),
    "arabic": over("قال", "الجيش", "إن", "اثني", "عشر", "قتلوا."),
    "cyrillic": over("Армия", "заявила,", "что", "12", "погибли."),
    "straight-marks": over('"'),
    "opening-marks": over("“"),
    "closing-marks": over("”"),
    "single-marks": over("'"),
    "marks-without-space": over('"', join=""),
    "unclosed-quotations": over("“smoke", "rises"),
    "straight-quotations": over('"smoke', 'rises"', "again"),
    "nested-quotations": around("“we said ‘", "’”"),
    "quoted-paragraphs": over("“We go on and on.", join="\n\n"),
    "quoted-and-said": over("“We", "go,”", "he", "said."),
    "dashes-and-said": over("–", "We", "go", "–", "he", "said"),
    "opening-brackets": over("("),
    "closing-brackets": over(")"),
    "unclosed-brackets": over("(the", "army", "["),
    "number-table": lines("{n} {n},000 12.5 % 3-4"),
    "word-table": lines("Sela\t{n}\tkilled"),
    "bars": lines("| Sela | {n} | {n} |"),
    "live-page": lines("{n}:30 - Rebels shelled Sela, army says"),
    "tolls": lines("{n} people died in Sela on Monday."),
    "names": over("Dana", "Orsk", "Ilan", "Velm", "Mara", "Karth"),
    "new-names": lines("Mr. Or{a}sk Vel{a},", " "),
    "surnames": lines("Dana Or{a}sk spoke. Or{a}sk left.", " "),
    "places": over("Paris,", "London,", "Sela,", "Cairo,"),
    "titles": over("Gen.", "Col.", "Mr.", "President"),
    "acronyms": over("(UN)", "UN", "(FAV)", "FAV"),
    "pronouns": over("he", "him", "his"),
    "one-word": over("market"),
    "articles": over("the"),
    "not": over("not"),
    "said": over("said"),
    "said-that": over("he", "said", "that"),
    "according-to": over("according", "to", "the", "army,"),
    "may-not-be-said": over("may", "not", "be", "said", "to"),
    "speakers-and-colons": over("Army:", "we", "go."),
    "killed": over("killed"),
    "killed-people": over("killed", "12", "people"),
    "shelled-and-killed": over("rebels", "shelled", "Sela", "and", "killed", "12", "people", "and"),
    "and": over("rebels", "and", "soldiers", "and"),
    "of": over("leader", "of", "the"),
    "who": over("the", "man", "who", "saw"),
    "labels": over("terrorists", "regime", "martyrs"),
    "so-called": over("so-called", "“army”"),
    "dates": lines("May {n}, 2031", " "),
    "months": over("May", "Monday", "2031"),
    "days-before": over("two", "days", "before", "the", "day", "after"),
    "no-dates": over("February", "30,", "2031-13-45", "31/31/2031", "0000-00-00", "99999", "0/0"),
    "no-clocks": over("25:61", "at", "12:00pm", "99:99"),
    "no-years": over("in", "the", "99999th", "century,", "the", "0s,", "year", "0,", "1", "BC"),
    "number-words": over("twenty", "three", "hundred", "and"),
    "scale-words": over("million", "billion", "trillion", "thousand"),
    "hundreds": over("hundred"),
    "odd-digits": over("①", "people", "killed,", "٣٤", "², ", "Ⅻ", "𝟙𝟚", "wounded,", "½", "dead."),
    "money": over("$5", "million", "and", "€3bn", "50", "%"),
    "addresses": over("https://news.example/a/b?c=d&e=f", "www.velkhar.example/x,"),
    "one-address": lambda size: "https://" + "a/" * size,
    "one-mailbox": lambda size: "a." * size + "@b",
    "one-word-without-end": over("x", join=""),
    "one-number-without-end": over("1", join=""),
    "one-range-without-end": lambda size: "1" * size + "-" + "2" * size,
    "one-fraction-without-end": lambda size: "1" * size + "/" + "2" * size + " days ago",
    "one-hyphen-after-another": over("a-", join=""),
    "one-mark-on-another": lambda size: "a" + "\u0301" * size,
    "one-comma-after-another": over("1,", join=""),
    "one-initial-after-another": over("U.", join=""),
}


def measure(kind: str, size: int) -> tuple[float, float]:
    """CPU-seconds to annotate a text, and to read it further."""
    document = Document(kind, KINDS[kind](size))
    start = time.process_time()
    load("en")(document)
    middle = time.process_time()
    read_document(Read(document))
    annotating = middle - start
    return annotating, max(time.process_time() - middle - annotating, 0.0)


def main() -> None:
    """Print the figures, a kind and size a line."""
    parser = argparse.ArgumentParser(description=__doc__.partition(":")[0])
    parser.add_argument("kinds", nargs="*", default=list(KINDS), metavar="KIND")
    parser.add_argument("--sizes", type=int, nargs="+", default=[1000, 5000, 20_000])
    parser.add_argument("--most", type=float, default=60.0, help="seconds")
    given = parser.parse_args()
    measure("story", 1000)  # loads models and lists
    print(f"{'kind':28} {'size':>8} {'annotate':>9} {'further':>9}  microseconds a piece")
    for kind in given.kinds:
        for size in given.sizes:
            annotating, further = measure(kind, size)
            each = 1e6 / size
            print(f"{kind:28} {size:8} {annotating * each:9.1f} {further * each:9.1f}", flush=True)
            if annotating + further > given.most:
                break


if __name__ == "__main__":
    main()
