from rest_framework import mixins, permissions, viewsets
from rest_framework.decorators import action
from rest_framework.permissions import AllowAny, IsAdminUser, IsAuthenticated, IsAuthenticatedOrReadOnly
from rest_framework.response import Response
from rest_framework.throttling import ScopedRateThrottle

from .permissions import HasRole, IsEditor, IsOwnerOrReadOnly, Roles, in_group


class PostViewSet(viewsets.ModelViewSet):
    permission_classes = [IsAuthenticatedOrReadOnly, IsOwnerOrReadOnly]
    required_roles = [Roles.EDITOR, Roles.ADMIN]

    def list(self, request):
        return Response([])

    def retrieve(self, request, pk=None):
        return Response({})

    @action(detail=False, methods=["get"], permission_classes=[AllowAny])
    def recent(self, request):
        return Response([])

    @action(detail=True, methods=["post"], permission_classes=[HasRole], url_path="publish-now")
    def publish(self, request, pk=None):
        return Response({})

    @publish.mapping.delete
    def unpublish(self, request, pk=None):
        return Response({})


class TagViewSet(mixins.ListModelMixin, mixins.CreateModelMixin, mixins.DestroyModelMixin, viewsets.GenericViewSet):
    lookup_field = "slug"
    lookup_value_regex = "[a-z]+"
    throttle_classes = [ScopedRateThrottle]
    throttle_scope = "tags"

    def list(self, request):
        return Response([])

    def get_permissions(self):
        if self.action == "list":
            permission_classes = [AllowAny]
        elif self.action in ["create", "remake"]:
            permission_classes = [IsAuthenticated, IsEditor]
        else:
            permission_classes = [IsAdminUser | in_group("taggers")]
        return [permission() for permission in permission_classes]


class CommentViewSet(viewsets.ViewSet):
    permission_by_action = {
        "list": [permissions.AllowAny],
        "destroy": [permissions.IsAdminUser],
    }

    def get_permissions(self):
        try:
            return [permission() for permission in self.permission_by_action[self.action]]
        except KeyError:
            return [permission() for permission in self.permission_classes]

    def list(self, request):
        return Response([])

    def create(self, request):
        return Response({})

    def destroy(self, request, pk=None):
        return Response({})
