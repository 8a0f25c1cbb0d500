from django.http import HttpResponseForbidden


class PartnersOnly:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.path.startswith("/partners/") and request.headers.get("X-Partner") != "p1":
            return HttpResponseForbidden("partners only")
        return self.get_response(request)
