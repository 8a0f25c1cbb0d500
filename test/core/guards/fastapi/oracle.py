"""Prints what FastAPI itself has: each route with the functions of its dependencies, in the order in which they run,
and what a request without credentials gets. Arguments: the application's folder, module:name."""

import json
import re
import sys

sys.path.insert(0, sys.argv[1])
sys.dont_write_bytecode = True
module, name = sys.argv[2].split(":")
app = getattr(__import__(module, fromlist=[name]), name)

from fastapi.routing import APIRoute  # noqa: E402
from fastapi.testclient import TestClient  # noqa: E402
from starlette.routing import Mount  # noqa: E402

client = TestClient(app, raise_server_exceptions=False)


def called(call):
    return getattr(call, "__qualname__", None) or type(call).__qualname__


def order(dependant, seen):
    for inner in dependant.dependencies:
        order(inner, seen)
        seen.append(called(inner.call))
    return seen


def routes(of, prefix):
    for route in of.routes:
        if isinstance(route, Mount):
            yield from routes(route.app, prefix + route.path)
        elif isinstance(route, APIRoute):
            path = prefix + route.path
            for method in sorted(route.methods):
                sent = re.sub(r"\{\w+(:\w+)?\}", "1", path)
                yield {
                    "method": method,
                    "path": path,
                    "sent": sent,
                    "runs": order(route.dependant, []),
                    "status": client.request(method, sent).status_code,
                }


print(json.dumps(list(routes(app, ""))))
