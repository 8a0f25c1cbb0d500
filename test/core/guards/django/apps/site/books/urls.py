from django.urls import path

from . import views

app_name = "books"
urlpatterns = [
    path("", views.BookList.as_view(), name="list"),
    path("new/", views.BookCreate.as_view(), name="new"),
    path("<int:pk>/", views.detail, name="detail"),
    path("<int:pk>/edit/", views.BookEdit.as_view(), name="edit"),
    path("<int:pk>/lend/", views.lend, name="lend"),
    path("<int:pk>/hook/", views.hook, name="hook"),
    path("<int:pk>/own/", views.own, name="own"),
    path("staff/", views.staff_page),
    path("editors/", views.editors_page),
    path("rooms/", views.Rooms.as_view()),
    path("keys/", views.Keys.as_view()),
]
