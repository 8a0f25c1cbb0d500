from rest_framework import generics, status, viewsets
from rest_framework.authentication import BaseAuthentication, BasicAuthentication
from rest_framework.decorators import api_view, authentication_classes, permission_classes
from rest_framework.exceptions import NotAuthenticated, PermissionDenied
from rest_framework.permissions import SAFE_METHODS, BasePermission, IsAuthenticated
from rest_framework.response import Response
from rest_framework.views import APIView


class HeaderAuthentication(BaseAuthentication):
    def authenticate(self, request):
        return None

    def authenticate_header(self, request):
        return "Key"


class ReadOnly(BasePermission):
    def has_permission(self, request, view):
        return request.method in SAFE_METHODS


@api_view(["GET", "POST"])
@permission_classes([IsAuthenticated | ReadOnly])
def report_list(request):
    return Response([])


@api_view()
def open_reports(request):
    return Response([])


class ReportDetail(APIView):
    authentication_classes = [BasicAuthentication]

    def get_permissions(self):
        if self.request.method == "GET":
            return []
        return [IsAuthenticated()]

    def get(self, request, pk):
        return Response({})

    def put(self, request, pk):
        return Response({})


class MyReports(generics.ListCreateAPIView):
    permission_classes = (IsAuthenticated,)

    def get(self, request):
        return Response([])

    def perform_create(self, serializer):
        if not self.request.user.has_perm("reports.add_report"):
            raise PermissionDenied()


class Keyed(APIView):
    authentication_classes = [HeaderAuthentication]

    def get(self, request):
        if not request.user.is_authenticated:
            raise NotAuthenticated()
        return Response({})

    def delete(self, request):
        self.check_may_delete(request)
        return Response(status=status.HTTP_204_NO_CONTENT)

    def check_may_delete(self, request):
        if not request.user.is_superuser:
            raise PermissionDenied("superusers only")


class ReportSet(viewsets.ViewSet):
    def get_permissions(self):
        return [IsAuthenticated()] if self.action == "create" else []

    def list(self, request):
        return Response([])

    def create(self, request):
        return Response({})
