"""Foundations: health, and the page of components."""

from tests.house.authorisation.table import EVERYBODY, Row

ROWS = [
    Row("healthz", by=EVERYBODY),
    Row("display", by=EVERYBODY),
    Row("metrics", by=EVERYBODY, answers=frozenset({404})),  # without the token, which is nobody's
    Row("readyz", by=EVERYBODY, answers=frozenset({200, 503})),
    Row("robots", by=EVERYBODY),
    Row("security", by=EVERYBODY),
    Row("component_gallery", by=EVERYBODY),
]
