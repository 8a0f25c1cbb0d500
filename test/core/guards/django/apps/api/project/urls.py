from django.urls import include, path
from rest_framework.routers import DefaultRouter, SimpleRouter

from blog.views import CommentViewSet, PostViewSet, TagViewSet

router = DefaultRouter()
router.register(r"posts", PostViewSet, basename="post")
router.register("tags", TagViewSet, basename="tag")

plain = SimpleRouter(trailing_slash=False)
plain.register("comments", CommentViewSet, basename="comment")

urlpatterns = [
    path("api/v1/", include(router.urls)),
    path("api/v2/", include((plain.urls, "v2"))),
]
