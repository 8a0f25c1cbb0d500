from django.urls import path

from . import views

urlpatterns = [
    path("", views.report_list),
    path("open/", views.open_reports),
    path("<uuid:pk>/", views.ReportDetail.as_view()),
    path("mine/", views.MyReports.as_view(), name="mine"),
    path("keyed/", views.Keyed.as_view()),
    path("set/", views.ReportSet.as_view({"get": "list", "post": "create"})),
]
