"""What a visit costs: requests made and bytes that came over the wire, as the browser counted them."""

from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Page

PICTURES = {"Image"}


@dataclass
class Load:
    """What one page asked for. ``bytes`` are compressed, with their headers."""

    requests: list[str] = field(default_factory=list)
    bytes: int = 0
    bytes_of_pictures: int = 0

    @property
    def without_pictures(self) -> int:
        return self.bytes - self.bytes_of_pictures


class Scales:
    """Weighs each visit of a page. What the browser still has from before weighs nothing."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.load = Load()
        self.kinds: dict[str, tuple[str, str]] = {}
        session = page.context.new_cdp_session(page)
        session.on("Network.responseReceived", self._on_response)
        session.on("Network.loadingFinished", self._on_finished)
        session.send("Network.enable")

    def visit(self, address: str) -> Load:
        self.load = Load()
        self.page.goto(address)
        self.page.wait_for_load_state("networkidle")
        return self.load

    def _on_response(self, event: dict[str, Any]) -> None:
        if not event["response"].get("fromDiskCache"):
            self.kinds[event["requestId"]] = event["type"], event["response"]["url"]

    def _on_finished(self, event: dict[str, Any]) -> None:
        size = int(event["encodedDataLength"])
        kind, url = self.kinds.get(event["requestId"], ("", ""))
        if not size or url.startswith("data:"):
            return
        self.load.requests.append(url)
        self.load.bytes += size
        self.load.bytes_of_pictures += size if kind in PICTURES else 0
