"""Words that are already HTML."""


class Html(str):
    """Words that were made safe when the course was released. Templates print them as they are."""

    __slots__ = ()

    def __html__(self) -> str:
        return str(self)


def one_line(html: str) -> Html:
    """Paragraphs as lines, for places that may hold no paragraph: a question's legend, an answer's label."""
    lines = html.replace("</p>", "\n").replace("<p>", "").strip().split("\n")
    return Html("<br>".join(line.strip() for line in lines if line.strip()))
