from django.contrib.admin.views.decorators import staff_member_required
from django.contrib.auth.decorators import login_required, permission_required, user_passes_test
from django.contrib.auth.mixins import LoginRequiredMixin, PermissionRequiredMixin, UserPassesTestMixin
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from .decorators import in_group, owner_only


@require_GET
def index(request):
    return HttpResponse("index")


@require_GET
def stock(request):
    return HttpResponse("stock")


@require_GET
def prices(request, code):
    return HttpResponse(code)


@require_GET
def archive(request, year, slug=""):
    return HttpResponse(year)


@require_http_methods(["GET", "POST"])
def detail(request, pk):
    if request.method == "POST" and not request.user.has_perm("books.change_book"):
        raise PermissionDenied
    return HttpResponse("detail")


@require_POST
@login_required
@permission_required(["books.lend_book", "books.view_book"], raise_exception=True)
def lend(request, pk):
    return HttpResponse("lent")


@csrf_exempt
@require_POST
def hook(request, pk):
    return HttpResponse("hooked")


@require_GET
@owner_only
def own(request, pk):
    return HttpResponse("own")


@require_GET
@staff_member_required
def staff_page(request):
    return HttpResponse("staff")


@require_GET
@user_passes_test(lambda u: u.is_authenticated and u.role in ("editor", "chief"))
def editors_page(request):
    return HttpResponse("editors")


class BookList(View):
    def get(self, request):
        return HttpResponse("books")


class BookCreate(LoginRequiredMixin, PermissionRequiredMixin, View):
    permission_required = "books.add_book"

    def get(self, request):
        return HttpResponse("form")

    def post(self, request):
        return HttpResponse("made")


class BookEdit(UserPassesTestMixin, View):
    raise_exception = True

    def test_func(self):
        return self.request.user.groups.filter(name="librarians").exists()

    def get(self, request, pk):
        return HttpResponse("edit")


@method_decorator(login_required, name="dispatch")
class Rooms(View):
    def get(self, request):
        return HttpResponse("rooms")


class Keys(View):
    def get(self, request):
        return HttpResponse("keys")

    @method_decorator(in_group("caretakers", "chiefs"))
    def post(self, request):
        return HttpResponse("made")

    @method_decorator(csrf_exempt)
    def dispatch(self, *args, **kwargs):
        return super().dispatch(*args, **kwargs)


class Wrapped(View):
    def get(self, request):
        return HttpResponse("wrapped")
