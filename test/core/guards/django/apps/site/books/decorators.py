from functools import wraps

from django.contrib.auth.decorators import user_passes_test
from django.core.exceptions import PermissionDenied


def in_group(*group_names):
    def check(user):
        return user.is_authenticated and user.groups.filter(name__in=group_names).exists()

    return user_passes_test(check, login_url="/accounts/login/")


def owner_only(view):
    @wraps(view)
    def wrapper(request, pk, *args, **kwargs):
        if request.user.pk != pk:
            raise PermissionDenied
        return view(request, pk, *args, **kwargs)

    return wrapper
