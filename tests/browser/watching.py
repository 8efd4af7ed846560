"""What a page must never do, noticed while a test is busy with something else."""

import re

from playwright.sync_api import BrowserContext, ConsoleMessage, Request, Response


class Watch:
    """Collects what goes wrong in a browser context: errors, broken policies, other hosts, failures."""

    def __init__(self, context: BrowserContext, address: str) -> None:
        self.address = address
        self.noticed: list[str] = []
        self.expected: list[str] = []
        context.on("console", self.on_console)
        context.on("weberror", lambda error: self.noticed.append(f"script: {error.error}"))
        context.on("request", self.on_request)
        context.on("response", self.on_response)

    def expects(self, *patterns: str) -> None:
        """From now on, what matches one of these is part of the test."""
        self.expected.extend(patterns)

    def on_console(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.noticed.append(f"console: {message.text} ({message.location.get('url', '')})")

    def on_request(self, request: Request) -> None:
        if not request.url.startswith((f"{self.address}/", "data:", "blob:", "about:")):
            self.noticed.append(f"another host: {request.url}")

    def on_response(self, response: Response) -> None:
        if response.status >= 500:
            self.noticed.append(f"{response.status}: {response.url}")

    @property
    def trouble(self) -> list[str]:
        return [line for line in self.noticed if not any(re.search(each, line) for each in self.expected)]
