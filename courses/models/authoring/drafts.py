"""Many drafts at once, in a number of statements that does not grow with them.

Wagtail builds the draft of a row from its newest revision, and asks once for each thing that the draft refers
to, whether it is still there. Here revisions, and all that drafts refer to, are read together.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.db import models
from modelcluster.models import get_all_child_m2m_relations, get_all_child_relations
from wagtail.models import COMMENTS_RELATION_NAME, Revision

Content = dict[str, Any]
Known = dict[type[models.Model], dict[Any, models.Model]]

#: What belongs to the row as a whole rather than to a revision of it, as Wagtail has it.
OF_THE_ROW = (
    *("id", "content_type_id", "polymorphic_ctype_id", "path", "depth", "numchild", "url_path"),
    *("draft_title", "live", "has_unpublished_changes", "owner_id", "translation_key", "locale_id"),
    *("latest_revision_id", "live_revision_id", "latest_revision_created_at"),
    *("first_published_at", "last_published_at"),
)
#: Of a page in Wagtail's hands; nobody who reads a draft asks for them.
LEFT_TO_WAGTAIL = {"locked_by", "alias_of"}


class CheckedContent(dict[str, Any]):
    """What a revision holds, without references to what is gone."""


def checked(model: type[Any], content: Content) -> CheckedContent:
    """One statement for each model that it refers to."""
    if isinstance(content, CheckedContent):
        return content
    return CheckedContent(_sound(model, content, _known(_references(model, content))))


def load_drafts(rows: Iterable[Any]) -> None:
    """Give pages and questions, each of its own class, their drafts: ``as_drafted`` then asks nothing.

    Three statements, and one for each model that drafts refer to. A draft is for reading, not for saving.
    """
    changed = []
    for row in rows:
        row.draft = row
        if row.latest_revision_id and (row.has_unpublished_changes or not row.live):
            changed.append(row)
    numbers = [row.latest_revision_id for row in changed]
    contents = dict(Revision.objects.filter(pk__in=numbers).values_list("pk", "content")) if numbers else {}
    written = [
        (row, contents[row.latest_revision_id]) for row in changed if row.latest_revision_id in contents
    ]
    known = _known(reference for row, content in written for reference in _references(type(row), content))
    for row, content in written:
        row.draft = _draft(row, content, known)


def _references(model: type[Any], content: Mapping[str, Any]) -> Iterator[tuple[type[models.Model], Any]]:
    """(model, pk) of everything that it refers to."""
    for field in _keys(model):
        yield field.related_model, content.get(field.name)
    for field in get_all_child_m2m_relations(model):
        for pk in content.get(field.name, []):
            yield field.related_model, pk
    for relation in _children(model):
        for child in content.get(relation.get_accessor_name(), []):
            for field in _keys(relation.related_model, but=relation.field):
                yield field.related_model, child.get(field.name)


def _known(references: Iterable[tuple[type[models.Model], Any]]) -> Known:
    wanted: dict[type[models.Model], set[Any]] = defaultdict(set)
    for model, pk in references:
        if pk is not None:
            wanted[model].add(pk)
    return {model: model._base_manager.in_bulk(pks) for model, pks in wanted.items()}


def _draft(row: Any, content: Content, known: Known) -> Any:
    model = type(row)
    several = {field.name: field for field in get_all_child_m2m_relations(model)}
    sound = _sound(model, content, known) | {name: [] for name in [*several, COMMENTS_RELATION_NAME]}
    draft = model.from_serializable_data(CheckedContent(sound))
    for name in OF_THE_ROW:
        if hasattr(row, name):
            setattr(draft, name, getattr(row, name))
    draft.pk = row.pk
    _refer(draft, _keys(model), known)
    for relation in _children(model):
        for child in getattr(draft, relation.get_accessor_name()).all():
            _refer(child, _keys(relation.related_model, but=relation.field), known)
    for name, field in several.items():
        setattr(draft, name, _in_order(field.related_model, content.get(name, []), known))
    draft.draft = draft
    return draft


def _sound(model: type[Any], content: Content, known: Known) -> Content:
    """Without what is gone: a reference becomes none, a row that cannot be without it is left out."""
    sound = content | _nothing_gone(_keys(model), content, known)
    for relation in _children(model):
        name = relation.get_accessor_name()
        keys = list(_keys(relation.related_model, but=relation.field))
        children = [child | _nothing_gone(keys, child, known) for child in content.get(name, [])]
        if name in content:
            sound[name] = [
                row for row in children if all(key.null or row.get(key.name) is not None for key in keys)
            ]
    return sound


def _nothing_gone(keys: Iterable[Any], content: Mapping[str, Any], known: Known) -> Content:
    return {
        key.name: content[key.name] if content[key.name] in known.get(key.related_model, {}) else None
        for key in keys
        if key.name in content
    }


def _refer(row: Any, keys: Iterable[Any], known: Known) -> None:
    for key in keys:
        pk = getattr(row, key.attname)
        if pk is not None:
            setattr(row, key.name, known[key.related_model][pk])


def _in_order(model: type[models.Model], pks: Iterable[Any], known: Known) -> list[models.Model]:
    """Of those that are left, in the order that the database gives them."""
    return [row for pk, row in known.get(model, {}).items() if pk in set(pks)]


def _keys(model: type[Any], *, but: Any = None) -> Iterator[Any]:
    """Foreign keys that say something: not those to the row's other halves, or to its revisions."""
    for field in model._meta.concrete_fields:
        is_key = isinstance(field, models.ForeignKey) and not field.remote_field.parent_link
        if is_key and field != but and field.attname not in OF_THE_ROW and field.name not in LEFT_TO_WAGTAIL:
            yield field


def _children(model: type[Any]) -> Iterator[Any]:
    for relation in get_all_child_relations(model):
        if relation.get_accessor_name() != COMMENTS_RELATION_NAME:
            yield relation
