"""Says in a header how many statements a response took."""

from collections.abc import Callable

from django.db import connection
from django.http import HttpRequest, HttpResponse

HEADER = "X-Statements"


class CountingMiddleware:
    """Stands outermost; the count begins before the session is looked up."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        connection.statements = 0
        response = self.get_response(request)
        if response.streaming:  # what is streamed is read here, so that its statements count
            response.streaming_content = [b"".join(response.streaming_content)]
        response[HEADER] = str(getattr(connection, "statements", 0))
        return response
