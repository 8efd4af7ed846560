"""What anybody sees of the site: its first pages, some news, something to take away."""

from datetime import datetime, timedelta

from django.utils import timezone

from cms.actions import make_public_pages, publish_news, publish_resource

NEWS = [
    (
        48,
        "“Every baby has a mind” has a new lesson",
        "“Back to work” helps you to carry what you have read into your next visit.",
        "<p>The second edition of our first course ends with a short lesson on what to do with it on Monday "
        "morning. If you are part-way through the first edition, you can move and keep what you have "
        "finished, or stay where you are.</p>",
    ),
    (
        9,
        "Our network keeps growing",
        "Family hubs in Sefton and a specialist team in Liverpool learn with us now.",
        "<p>People from community trusts, family hubs, specialist teams and charities meet here. If your "
        "organisation would like to join, write to the address at the foot of the page.</p>",
    ),
]
RESOURCE = (
    "Three sentences to try this week",
    "For the fridge, the car or the back of a diary.",
    "<p>“I noticed that when you spoke, she turned to find you.”</p>"
    "<p>“What do you think he was telling us?”</p>"
    "<p>“You were out of step, and then you found each other again. That is what counts.”</p>",
)


def make_pages(*, at: datetime) -> None:
    make_public_pages(by=None, at=at)
    for days_ago, title, lead, html in NEWS:
        on = timezone.localdate(at - timedelta(days=days_ago))
        publish_news(title=title, lead=lead, html=html, on=on, by=None)
    title, lead, html = RESOURCE
    publish_resource(title=title, lead=lead, body=[("text", html)], by=None)
