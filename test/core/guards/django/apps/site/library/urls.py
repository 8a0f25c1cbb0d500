from django.contrib import admin
from django.contrib.auth.decorators import login_required, permission_required
from django.urls import include, path, re_path
from django.views.generic import TemplateView

from books import views

extra = [
    path("stock/", views.stock),
    path("prices/<slug:code>/", views.prices, name="prices"),
]

urlpatterns = [
    path("", views.index, name="index"),
    path("admin/", admin.site.urls),
    path("books/", include("books.urls", namespace="books")),
    path("partners/", include(extra)),
    path("wrapped/", login_required(views.Wrapped.as_view())),
    path("permitted/", permission_required("books.view_book", raise_exception=True)(views.index)),
    path("about/", TemplateView.as_view(template_name="about.html")),
]

urlpatterns += [
    re_path(r"^archive/(?P<year>[0-9]{4})/$", views.archive),
    re_path(r"^archive/(?P<year>[0-9]{4})/(?P<slug>[\w-]+)/$", login_required(views.archive)),
]
