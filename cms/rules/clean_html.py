"""What markup a text may hold. Whatever else is pasted in is left out, and named."""

import re
from dataclasses import dataclass

import nh3

TAGS = {"h2", "h3", "p", "br", "strong", "em", "b", "i", "ul", "ol", "li", "a"}
INLINE_TAGS = {"strong", "em", "b", "i", "a", "br"}
SCHEMES = {"http", "https", "mailto", "tel"}
#: Said of a tag that is left out; ``None`` is a wrapper that means nothing to a reader.
MEANINGS: dict[str, str | None] = {
    "table": "a table (use the Table block)",
    "img": "a picture (use the Picture block)",
    "u": "underlining",
    "s": "crossed-out text",
    "strike": "crossed-out text",
    "del": "crossed-out text",
    "ins": "tracked changes",
    "h1": "a heading of the first level",
    "h4": "small headings",
    "h5": "small headings",
    "h6": "small headings",
    "iframe": "something embedded from another site",
    "video": "a video",
    "audio": "a sound",
    "script": "a script",
    "style": "Word’s own styles",
    "font": "fonts and colours",
    "sup": "raised text",
    "sub": "lowered text",
    "hr": "a line across",
    "blockquote": "an indented quotation (use the Quotation block)",
    "form": "a form",
}
TAG = re.compile(r"<([a-zA-Z][\w:-]*)")
LOOKS = re.compile(r"(?:style|class|face|bgcolor)\s*=", re.IGNORECASE)
FOOTNOTE = re.compile(r"_ftn\d|_edn\d", re.IGNORECASE)
COMMENT = re.compile(r"_msocom_|MsoComment", re.IGNORECASE)
AROUND_BLOCKS = re.compile(r" ?(</?(?:p|h2|h3|ul|ol|li)>) ?")  # the same words, however they were stored
SPACES = re.compile(r"(?:&nbsp;|\u00a0|\s)+")
EMPTY = re.compile(r"<(p|h2|h3|li|strong|em)>\s*(?:<br>)?\s*</\1>")


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


def dropped_from(html: str) -> list[str]:
    """In words, each once, in the order met."""
    found = [MEANINGS.get(name.lower()) for name in TAG.findall(html)]
    if LOOKS.search(html):
        found.append("fonts and colours")
    if FOOTNOTE.search(html):
        found.append("footnotes")
    if COMMENT.search(html):
        found.append("reviewers’ comments")
    return list(dict.fromkeys(words for words in found if words))


def plain(html: str) -> str:
    """The words alone."""
    spaced = re.sub(r"</(p|h2|h3|li)>|<(br|ul|ol)>", " ", html)
    return SPACES.sub(" ", nh3.clean(spaced, tags=set())).strip()
