"""The bare page itself: one indexed SELECT of twenty rows, rendered to 15 kB for somebody signed in."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

from lms.people.models import User

ROWS = 20
FILLING = "What a baby needs is somebody who notices, answers, and puts things right again. " * 8


def page(request: HttpRequest) -> HttpResponse:
    if not request.user.is_authenticated:
        return HttpResponse("Sign in first.", status=403)
    people = User.objects.filter(pk__lte=ROWS * 2).order_by("pk")[:ROWS]
    return render(request, "bench/floor.html", {"people": people, "filling": FILLING})


urlpatterns = [path("floor/", page, name="floor")]
