"""Addresses of the public site. What answers to anything is included last."""

from django.contrib.auth.decorators import login_not_required
from django.urls import include, path, re_path
from wagtail import views as wagtail_views
from wagtail.documents import urls as documents_urls
from wagtail.urls import serve_pattern

from cms import views

app_name = "cms"
urlpatterns = [
    path("kept/<str:name>", views.kept_file, name="kept_file"),
    path("kept/<str:name>/<str:title>", views.kept_file, name="kept_file_by_title"),
    path("page/<uuid:key>/", views.page_by_key, name="page_by_key"),
    path("media/<path:path>", views.media, name="media"),
    path("", views.home, name="home"),
]

#: Without a namespace, since Wagtail looks these up by name.
wagtail_urlpatterns = [
    path("documents/", include(documents_urls)),
    re_path(serve_pattern, login_not_required(wagtail_views.serve), name="wagtail_serve"),
]
