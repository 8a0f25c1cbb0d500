from rest_framework import permissions


class Roles:
    EDITOR = "editor"
    ADMIN = "admin"


class IsOwnerOrReadOnly(permissions.BasePermission):
    def has_object_permission(self, request, view, obj):
        if request.method in permissions.SAFE_METHODS:
            return True
        return obj.owner == request.user


class HasRole(permissions.BasePermission):
    """Asks for one of the view's required_roles."""

    def has_permission(self, request, view):
        roles = getattr(view, "required_roles", [])
        return bool(request.user and request.user.is_authenticated and request.user.role in roles)


class IsEditor(permissions.IsAuthenticated):
    def has_permission(self, request, view):
        return super().has_permission(request, view) and request.user.role == Roles.EDITOR


def in_group(name):
    class InGroup(permissions.BasePermission):
        def has_permission(self, request, view):
            return request.user.groups.filter(name=name).exists()

    return InGroup
