"""The bank: one list for all kinds, a picker for a new one, and a form for each kind."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import cached_property
from django_filters import ChoiceFilter, ModelChoiceFilter
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import CopyView, CreateView, EditView, IndexView, SnippetViewSet

from cms.permissions import TheirOwn
from cms.rules.clean_html import plain
from courses.actions import authoring
from courses.models.authoring import Objective, Question
from courses.models.authoring.activity import ActivityPage, asking_page
from courses.models.authoring.question import KINDS, kinds
from courses.permissions import THEIR_AUTHORS, is_their_question, may_change_question
from courses.queries.authoring import all_tags, used_in
from courses.viewsets.access import can_edit


class QuestionFilters(WagtailFilterSet):
    kind = ChoiceFilter(
        label="Kind", choices=lambda: [(kind.kind, kind.kind_name) for kind in kinds()], method="of_kind"
    )
    objective = ModelChoiceFilter(queryset=Objective.objects.all())
    tag = ChoiceFilter(label="Tag", choices=lambda: [(tag, tag) for tag in all_tags()], method="with_tag")

    class Meta:
        model = Question
        fields: list[str] = []

    def of_kind(self, found: Any, name: str, kind: str) -> Any:
        return found.instance_of(KINDS[kind])

    def with_tag(self, found: Any, name: str, tag: str) -> Any:
        return found.tagged(tag)


class BankView(IndexView):
    """All kinds in one list, each leading to its own form."""

    def get_edit_url(self, instance: Question) -> str | None:
        return reverse(instance.snippet_viewset.get_url_name("edit"), args=[instance.pk])

    def get_copy_url(self, instance: Question) -> str | None:
        return reverse(instance.snippet_viewset.get_url_name("copy"), args=[instance.pk])

    def get_delete_url(self, instance: Question) -> str | None:
        return reverse(instance.snippet_viewset.get_url_name("delete"), args=[instance.pk])

    def get_usage_url(self, instance: Question) -> str | None:
        return reverse(instance.snippet_viewset.get_url_name("usage"), args=[instance.pk])

    get_inspect_url = get_history_url = lambda self, instance: None

    def get_base_queryset(self) -> Any:
        """With what says whose each is: its buttons ask."""
        return super().get_base_queryset().prefetch_related(THEIR_AUTHORS)

    @cached_property
    def columns(self) -> list[Column]:
        used = used_in()
        return [
            TitleColumn("question", label="Question", accessor=str, get_url=self.get_edit_url),
            Column("kind", label="Kind", accessor="kind_name"),
            Column("state", label="State", accessor="state_words"),
            Column("objective", label="Objective", accessor="objective"),
            Column("used_in", label="Used in", accessor=lambda row: ", ".join(used.get(row.pk, [])) or "–"),
        ]


class KindPicker(CreateView):
    """Which kind it will be, each with an example."""

    template_name = "courses/authoring/kinds.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        quiz = request.GET.get("quiz", "")
        ending = f"?quiz={quiz}" if quiz.isdecimal() else ""
        offered = [
            {
                "name": kind.kind_name,
                "meaning": kind.kind_meaning,
                "example": kind.kind_example,
                "href": reverse(kind.snippet_viewset.get_url_name("add")) + ending,
            }
            for kind in kinds()
        ]
        context = {
            "kinds": offered,
            "header_title": "New question",
            "header_icon": "help",
            "breadcrumbs_items": [
                {"url": "/cms/", "label": "Home"},
                {"url": reverse("questions:list"), "label": "Questions"},
                {"url": "", "label": "New question"},
            ],
        }
        return self.response_class(request, self.template_name, context)

    post = get


class InOurWords:
    """What was done, said as trainers say it."""

    action: str

    def get_success_message(self, instance: Question | None = None) -> str:
        if self.action == "publish":
            return "The question is ready. Learners meet it when a course that asks it is released."
        return "The draft of the question is kept."


class EditQuestion(InOurWords, EditView):
    """Another's question is read where it can be copied."""

    def run_before_hook(self) -> Any:
        if self.request.method in {"GET", "HEAD"} and not may_change_question(self.request.user, self.object):
            return redirect(self.object.snippet_viewset.get_url_name("copy"), self.object.pk)
        return super().run_before_hook()


class WriteQuestion(InOurWords, CreateView):
    """“Write new” from a quiz returns there, with the question placed."""

    def save_instance(self) -> Question:
        self.form.instance.written_by = self.request.user
        question: Question = super().save_instance()
        quiz = self._quiz()
        if quiz:
            authoring.place_questions(quiz=quiz, questions=[question.pk], by=self.request.user)
        return question

    def get_success_url(self) -> str:
        quiz = self._quiz()
        if quiz and not self.expects_json_response:
            return reverse("authoring:questions", args=[quiz.pk])
        return super().get_success_url()

    def get_add_url(self) -> str:
        quiz = self._quiz()
        return super().get_add_url() + (f"?quiz={quiz.pk}" if quiz else "")

    def _quiz(self) -> ActivityPage | None:
        sent = self.request.GET.get("quiz", "")
        quiz = asking_page(int(sent)) if sent.isdecimal() and len(sent) < 12 else None
        return quiz if quiz and can_edit(self.request.user, quiz) else None


class CopyQuestion(CopyView):
    """Asks first, then makes another question with keys of its own, to be changed freely."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        question = self.get_object()
        context = {
            "question": question,
            "answers": question.answer_words(),
            "explanation": plain(question.explanation),
            "is_theirs": may_change_question(request.user, question),
            "header_title": "Copy a question",
            "header_icon": "copy",
            "breadcrumbs_items": [
                {"url": reverse("wagtailadmin_home"), "label": "Home"},
                {"url": reverse("questions:list"), "label": "Questions"},
                {"url": "", "label": "Copy"},
            ],
        }
        return render(request, "courses/authoring/copy_question.html", context)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        copied = authoring.copy_question(question=self.get_object(), by=request.user)
        messages.success(request, "This is the copy. Changing it leaves the other one as it is.")
        return redirect(copied.snippet_viewset.get_url_name("edit"), copied.pk)


class KindViewSet(SnippetViewSet):
    """The form of one kind; its list is the bank."""

    add_view_class = WriteQuestion
    edit_view_class = EditQuestion
    copy_view_class = CopyQuestion
    add_to_admin_menu = False
    add_to_settings_menu = False
    icon = "help"


class BankViewSet(SnippetViewSet):
    model = Question
    icon = "help"
    menu_label = "Questions"
    menu_name = "questions"
    menu_order = 200
    add_to_admin_menu = True
    url_namespace = "questions"
    base_url_path = "questions"
    index_view_class = BankView
    add_view_class = KindPicker
    create_template_name = "courses/authoring/kinds.html"
    filterset_class = QuestionFilters
    list_per_page = 25
    add_to_reference_index = False

    def get_urlpatterns(self) -> list[Any]:
        """The list and the picker. Everything else belongs to a kind: here it would know no options."""
        return [each for each in super().get_urlpatterns() if each.name in {"list", "list_results", "add"}]


def register_bank() -> None:
    """One bank, one permission for all kinds of question, one form each."""
    register_permission_policy(Question, TheirOwn(Question, is_their_question))
    register_snippet(BankViewSet)
    for kind in kinds():
        named = {
            "model": kind,
            "base_url_path": f"questions/{kind.kind}",
            "url_namespace": f"questions_{kind.kind.replace('-', '_')}",
        }
        register_snippet(type(f"{kind.__name__}ViewSet", (KindViewSet,), named))
