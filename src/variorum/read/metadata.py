"""What a page says of itself: title, outlet, address, day of publication.

The day comes from the page's own metadata alone, never from its running text or its address.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from email.utils import parsedate_to_datetime
from itertools import chain
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from variorum.read.dateline import read_date

if TYPE_CHECKING:
    from lxml.html import HtmlElement  # type: ignore[import-untyped]

# The names under which pages give a fact, the most exact first.
# Origin: Open Graph, schema.org, Dublin Core, Twitter cards, and the vendors' documentation.
DAY_NAMES: Final = (
    "article:published_time",
    "og:article:published_time",
    "og:published_time",
    "datepublished",
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.date",
    "dc.date",
    "citation_publication_date",
    "citation_date",
    "parsely-pub-date",
    "sailthru.date",
    "cxenseparse:recs:publishtime",
    "article:published",
    "article.published",
    "publish-date",
    "publish_date",
    "publishdate",
    "publication_date",
    "published_at",
    "pubdate",
    "date",
)
TITLE_NAMES: Final = ("og:title", "citation_title", "dc.title", "dcterms.title", "twitter:title")
OUTLET_NAMES: Final = ("og:site_name", "citation_journal_title", "dc.publisher", "application-name")
URL_NAMES: Final = ("og:url", "twitter:url")

_ISO: Final = re.compile(r"(\d{4})-?(\d\d)-?(\d\d)(?!\d)")
_TIME_MARK: Final = re.compile(r"publish|pubdate|entry-date|posted|dateline", re.IGNORECASE)

Data = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class PageFacts:
    """What a page says of itself; None where it does not say."""

    title: str | None
    outlet: str | None
    url: str | None
    published: date | None


def read_facts(page: HtmlElement) -> PageFacts:
    """The facts, from meta elements first, then from JSON-LD, then from the page's elements."""
    meta, linked = _meta(page), tuple(_linked_data(page))
    url = _first(chain(_links(page), _named(meta, URL_NAMES)))
    return PageFacts(
        title=_first(
            chain(_named(meta, TITLE_NAMES), _strings(linked, "headline"), _texts(page, "h1"),
                  _texts(page, "title"))
        ),
        outlet=_first(chain(_named(meta, OUTLET_NAMES), _publishers(linked), _host(url))),
        url=url,
        published=_day(
            chain(_named(meta, DAY_NAMES), _strings(linked, "datePublished"), _stamps(page))
        ),
    )  # fmt: skip


def read_stamp(value: str) -> date | None:
    """The day of an ISO, RFC 5322 or written-out date, in the time zone it is given in.

    >>> read_stamp("2031-05-04T23:30:00-05:00"), read_stamp("Sun, 04 May 2031 10:22:00 GMT")
    (datetime.date(2031, 5, 4), datetime.date(2031, 5, 4))
    """
    value = value.strip()
    try:
        if found := _ISO.match(value):
            return date(*map(int, found.groups()))
        return read_date(value) or parsedate_to_datetime(value).date()
    except (ValueError, TypeError, IndexError):
        return None


def _day(stamps: Iterator[str]) -> date | None:
    return next((day for stamp in stamps if (day := read_stamp(stamp))), None)


def _first(found: Iterator[str]) -> str | None:
    """The first that holds a word, its white space evened out."""
    return next((line for each in found if (line := " ".join(each.split()))), None)


def _meta(page: HtmlElement) -> Mapping[str, str]:
    """Name to content of the meta elements; of several with one name, the first."""
    given: dict[str, str] = {}
    for element in page.iter("meta"):
        for attribute in ("property", "name", "itemprop"):
            name, content = element.get(attribute), element.get("content")
            if name and content:
                given.setdefault(name.strip().lower(), content)
    return given


def _named(meta: Mapping[str, str], names: tuple[str, ...]) -> Iterator[str]:
    return (meta[name] for name in names if name in meta)


def _links(page: HtmlElement) -> Iterator[str]:
    """The page's own address."""
    return (link.get("href") or "" for link in page.iterfind('.//link[@rel="canonical"]'))


def _host(url: str | None) -> Iterator[str]:
    """The outlet's address, which stands for a name where the page gives none."""
    try:
        host = urlsplit(url or "").hostname or ""
    except ValueError:  # an address that is none
        host = ""
    return iter([host.removeprefix("www.")])


def _texts(page: HtmlElement, tag: str) -> Iterator[str]:
    """The text of an element, where the page has one of them."""
    elements = list(page.iter(tag))
    return iter([elements[0].text_content()] if len(elements) == 1 else [])


def _linked_data(page: HtmlElement) -> Iterator[Data]:
    """The page's own JSON-LD objects; comments and related pages lie deeper and are left."""
    for script in page.iterfind('.//script[@type="application/ld+json"]'):
        try:
            data = json.loads(script.text or "", strict=False)
        except (ValueError, RecursionError):
            continue  # pages often break their own JSON; the next source of a fact is asked
        yield from _objects(data)


def _objects(data: object) -> Iterator[Data]:
    if isinstance(data, dict):
        yield data
        data = [data.get("@graph"), data.get("mainEntity")]
    for each in data if isinstance(data, list) else []:
        if isinstance(each, list | dict):
            yield from _objects(each)


def _strings(linked: tuple[Data, ...], field: str) -> Iterator[str]:
    return (value for each in linked if isinstance(value := each.get(field), str))


def _publishers(linked: tuple[Data, ...]) -> Iterator[str]:
    found = (each.get("publisher") for each in linked)
    return _strings(tuple(each for each in found if isinstance(each, dict)), "name")


def _stamps(page: HtmlElement) -> Iterator[str]:
    """Time elements that say they mark publication; else the only one there is."""
    stamps: list[str] = []
    for element in page.iter("time"):
        stamp = element.get("datetime") or element.get("content") or ""
        marks = " ".join(filter(None, map(element.get, ("itemprop", "class", "property"))))
        if element.get("pubdate") is not None or _TIME_MARK.search(marks):
            yield stamp
        stamps.append(stamp)
    if len(set(stamps)) == 1:
        yield stamps[0]
