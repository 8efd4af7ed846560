"""The lesson of a course that anybody may read. Nothing about whoever reads it is kept."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cms.templatetags.bodies import render_body
from courses.queries import edition_cache, listing
from courses.rules.about import About


@login_not_required
@require_safe
def sample(request: HttpRequest, slug: str) -> HttpResponse:
    """Out of the newest edition, as long as the course can be joined."""
    edition = listing.newest_edition(slug)
    if edition is None or edition.course.closed_at is not None:
        raise Http404
    outline = edition_cache.outline(edition.pk, edition.digest)
    part = outline.part(About.thaw(edition.about).sample)
    if part is None:
        raise Http404
    shown = {
        "course": edition.course,
        "edition": edition,
        "part": part,
        "caption": outline.caption(part),
        "facts": outline.facts(),
        "body": render_body(part.digest, edition_cache.Body(edition.pk, part.key)),
    }
    return render(request, "courses/sample.html", shown)
