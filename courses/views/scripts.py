"""What scripts send."""

import json
from typing import Any

from django.http import HttpRequest
from django.http.request import RawPostDataException, UnreadablePostError

from courses.forms import NotReadable


def sent_json(request: HttpRequest) -> Any:
    """What a script sent. Raises NotReadable for anything that is no JSON, such as a form."""
    try:
        return json.loads(request.body)
    except (ValueError, RecursionError, RawPostDataException, UnreadablePostError) as problem:
        raise NotReadable("That answer could not be read. Open the page again.") from problem
