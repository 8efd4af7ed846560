"""What markup a text may hold. Whatever else is pasted in is left out, and named."""

import re
from dataclasses import dataclass

import nh3

from cms.rules.left_out import dropped_from

INLINE_TAGS = {"strong", "em", "b", "i", "a", "br", "sup", "sub"}
TAGS = INLINE_TAGS | {"h2", "h3", "p", "ul", "ol", "li"}
SCHEMES = {"http", "https", "mailto", "tel"}
AROUND_BLOCKS = re.compile(r" ?(</?(?:p|h2|h3|ul|ol|li)>) ?")  # the same words, however they were stored
SPACES = re.compile(r"(?:&nbsp;|\u00a0|\s)+")
EMPTY = re.compile(r"<(p|h2|h3|li|strong|em|sup|sub)>\s*(?:<br>)?\s*</\1>")


@dataclass(frozen=True)
class Cleaned:
    """Clean markup, and in words what was left out of it."""

    html: str
    dropped: tuple[str, ...] = ()


def clean(html: str, *, inline: bool = False) -> Cleaned:
    """``inline`` leaves no paragraphs and lists: for an option of a question."""
    return Cleaned(cleaned(html, inline=inline), tuple(dropped_from(html)))


BYTE_ORDER_MARK = "\ufeff"


def cleaned(html: str, *, inline: bool = False) -> str:
    html = html.replace(BYTE_ORDER_MARK, "")  # comes along with files; nobody ever means it
    html = re.sub(r"<h1\b", "<h2", html).replace("</h1>", "</h2>")
    html = nh3.clean(
        html,
        tags=INLINE_TAGS if inline else TAGS,
        clean_content_tags={"script", "style", "head", "title", "xml"} - TAGS,
        attributes={"a": {"href"}},
        url_schemes=SCHEMES,
        link_rel=None,
        strip_comments=True,
    )
    for old, new in (("b", "strong"), ("i", "em")):
        html = html.replace(f"<{old}>", f"<{new}>").replace(f"</{old}>", f"</{new}>")
    html = AROUND_BLOCKS.sub(r"\1", SPACES.sub(" ", html))
    while (tidied := EMPTY.sub("", html)) != html:
        html = tidied
    return html.strip()


def plain(html: str) -> str:
    """The words alone."""
    spaced = re.sub(r"</(p|h2|h3|li)>|<(br|ul|ol)>", " ", html)
    return SPACES.sub(" ", nh3.clean(spaced, tags=set())).strip()
