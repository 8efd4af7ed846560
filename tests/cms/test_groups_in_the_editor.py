"""Each group in the editor may do exactly what the table says, also where something else was there before."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page

from cms.models import HomePage, Source
from cms.permissions import (
    ADMINISTRATORS,
    EDITORS,
    EVERYONE,
    GROUPS,
    MAY,
    MEDIA,
    MEDIA_OF_OTHERS,
    TRAINERS,
    set_up_groups,
)
from tests.factories.cms import a_site

pytestmark = pytest.mark.django_db
ON_PAGES = {f"{verb}_page" for verb in ("add", "change", "publish", "bulk_delete", "lock", "unlock")}


def rights_on_pages(name):
    rows = GroupPagePermission.objects.filter(group__name=name)
    return {(row.page_id, row.permission.content_type.app_label, row.permission.codename) for row in rows}


def rights_on_media(name):
    rows = GroupCollectionPermission.objects.filter(group__name=name)
    return {
        (row.collection_id, f"{row.permission.content_type.app_label}.{row.permission.codename}")
        for row in rows
    }


@pytest.fixture(autouse=True)
def site():
    return a_site()


def everything_is_as_the_table_says():
    home, root = HomePage.objects.first(), Page.get_first_root_node()
    assert rights_on_pages(EDITORS) == {(home.pk, "wagtailcore", word) for word in ON_PAGES}
    assert rights_on_pages(ADMINISTRATORS) == {(root.pk, "wagtailcore", word) for word in ON_PAGES}
    assert rights_on_pages(TRAINERS) == set()
    for name in GROUPS:
        held = {
            f"{each.content_type.app_label}.{each.codename}"
            for each in Group.objects.get(name=name).permissions.select_related("content_type")
        }
        assert held == {*EVERYONE, *MAY[name]}
        media = MEDIA + MEDIA_OF_OTHERS if name == ADMINISTRATORS else MEDIA
        assert rights_on_media(name) == {(Collection.get_first_root_node().pk, each) for each in media}
    assert not Group.objects.filter(name="Moderators").exists()


def test_groups_may_do_exactly_what_the_table_says():
    set_up_groups()

    everything_is_as_the_table_says()


def test_what_was_given_beside_the_table_is_taken_back_and_what_was_taken_is_given_again(capsys):
    Group.objects.create(name="Moderators")
    home, root = HomePage.objects.first(), Page.get_first_root_node()
    below = Collection.get_first_root_node().add_child(name="Apart")
    publish = Permission.objects.get(codename="publish_page")
    for name in GROUPS:
        group = Group.objects.get(name=name)
        group.permissions.set([publish])
        GroupPagePermission.objects.filter(group=group).delete()
        GroupCollectionPermission.objects.filter(group=group).delete()
        GroupCollectionPermission.objects.create(
            group=group, collection=below, permission=Permission.objects.get(codename="add_image")
        )
    GroupPagePermission.objects.create(group=Group.objects.get(name=EDITORS), page=root, permission=publish)
    GroupPagePermission.objects.create(
        group=Group.objects.get(name=ADMINISTRATORS), page=home, permission=publish
    )
    others = Group.objects.create(name="Somebody else's")
    GroupPagePermission.objects.create(group=others, page=home, permission=publish)

    set_up_groups()

    everything_is_as_the_table_says()
    assert rights_on_pages(others.name) == {(home.pk, "wagtailcore", "publish_page")}
    assert capsys.readouterr().out == ""


def test_on_a_new_site_rights_that_are_not_there_yet_are_made_and_no_others(capsys):
    Permission.objects.all().delete()
    alike = ContentType.objects.get_for_model(Source)
    Permission.objects.create(name="No right on a page", codename="change_page", content_type=alike)

    set_up_groups()

    everything_is_as_the_table_says()
    made = set(Permission.objects.values_list("content_type__app_label", flat=True))
    assert made == {"cms", "courses", "wagtailadmin", "wagtailcore", "wagtaildocs", "wagtailimages"}
    assert capsys.readouterr().out == ""


def test_before_there_is_any_page_editors_have_none():
    set_up_groups()
    HomePage.objects.all().delete()
    GroupPagePermission.objects.create(
        group=Group.objects.get(name=EDITORS),
        page=Page.get_first_root_node(),
        permission=Permission.objects.get(codename="publish_page"),
    )

    set_up_groups()

    assert rights_on_pages(EDITORS) == set()
    assert rights_on_pages(ADMINISTRATORS)


def test_what_is_rightly_held_is_left_alone_and_another_right_in_the_same_place_is_taken_back():
    def rows():
        of = (GroupPagePermission, GroupCollectionPermission)
        return [set(model.objects.values_list("pk", flat=True)) for model in of]

    set_up_groups()
    before, home = rows(), HomePage.objects.first()
    more = Permission.objects.get(content_type__app_label="wagtailcore", codename="delete_page")
    GroupPagePermission.objects.create(group=Group.objects.get(name=EDITORS), page=home, permission=more)
    GroupCollectionPermission.objects.create(
        group=Group.objects.get(name=TRAINERS),
        collection=Collection.get_first_root_node(),
        permission=Permission.objects.get(codename="delete_image"),
    )

    set_up_groups()

    assert rows() == before
