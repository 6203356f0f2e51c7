"""Reading HTML in tests, with the standard library alone."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}
SELF_CLOSING = {"path", "rect", "circle", "ellipse", "line"}


@dataclass
class Element:
    tag: str
    attributes: dict[str, str | None]
    parent: "Element | None"
    text: str = ""
    children: list["Element"] = field(default_factory=list)

    def walk(self):
        yield self
        for child in self.children:
            yield from child.walk()

    def all(self, tag: str) -> list["Element"]:
        return [element for element in self.walk() if element.tag == tag]

    def words(self) -> str:
        return " ".join((self.text + " " + " ".join(child.words() for child in self.children)).split())

    def name(self) -> str:
        """Return what a screen reader would call it: its label, or the words and labels in it."""
        own = self.attributes.get("aria-label") or self.attributes.get("title") or ""
        return own or self.words() or " ".join(filter(None, (child.name() for child in self.children)))


class Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.root = Element("root", {}, None)
        self.here = self.root

    def handle_starttag(self, tag, attrs):
        element = Element(tag, dict(attrs), self.here)
        self.here.children.append(element)
        if tag not in VOID:
            self.here = element

    def handle_startendtag(self, tag, attrs):
        assert tag in VOID | SELF_CLOSING, f"<{tag}/> is not closed in HTML"
        self.here.children.append(Element(tag, dict(attrs), self.here))

    def handle_endtag(self, tag):
        assert self.here.tag == tag, f"</{tag}> closes <{self.here.tag}>"
        self.here = self.here.parent

    def handle_data(self, text):
        self.here.text += text


def read(html: str) -> Element:
    """Return the elements of a piece of HTML, which must close what it opens."""
    reader = Reader()
    reader.feed(html)
    reader.close()
    assert reader.here is reader.root, f"<{reader.here.tag}> is not closed"
    return reader.root
