"""Prints what Django itself has: each URL in the order in which it is tried, and what a request without credentials gets,
for each method that its view has. Arguments: the project's folder, the settings' module, paths to ask as METHOD PATH."""

import json
import os
import sys

sys.path.insert(0, sys.argv[1])
sys.dont_write_bytecode = True
os.environ["DJANGO_SETTINGS_MODULE"] = sys.argv[2]

import logging  # noqa: E402

import django  # noqa: E402

logging.disable(logging.CRITICAL)
django.setup()

from django.test import Client  # noqa: E402
from django.urls import URLResolver, get_resolver, resolve  # noqa: E402


def patterns(resolver, prefix):
    for one in resolver.url_patterns:
        written = prefix + str(one.pattern)
        if isinstance(one, URLResolver):
            yield from patterns(one, written)
        else:
            yield written


client = Client(enforce_csrf_checks=True, raise_request_exception=False)
asked = []
for one in sys.argv[3:]:
    method, path = one.split(" ")
    match = resolve(path)
    asked.append({"method": method, "sent": path, "route": match.route, "status": client.generic(method, path).status_code})
print(json.dumps({"patterns": list(patterns(get_resolver(), "")), "asked": asked}))
