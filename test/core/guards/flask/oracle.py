"""Prints what Flask itself has: each rule in the order in which Werkzeug tries it, with its endpoint, and what a request
without credentials gets. Arguments: the application's folder, module:name; a name with () is called."""

import json
import re
import sys

sys.path.insert(0, sys.argv[1])
sys.dont_write_bytecode = True
module, name = sys.argv[2].split(":")
app = getattr(__import__(module, fromlist=["x"]), name.removesuffix("()"))
if name.endswith("()"):
    app = app()
client = app.test_client()
values = {"int": "1", "uuid": "01234567-89ab-cdef-0123-456789abcdef"}


def sent(rule):
    return re.sub(r"<(?:(\w+)[^:>]*:)?\w+>", lambda found: values.get(found[1], "x"), rule)


rules = []
for rule in sorted(app.url_map.iter_rules(), key=lambda one: one.match_compare_key() if hasattr(one, "match_compare_key") else 0):
    if rule.endpoint == "static":
        continue
    for method in sorted(rule.methods - {"HEAD", "OPTIONS"}):
        path = sent(rule.rule)
        matched, _ = app.url_map.bind("localhost").match(path, method=method)
        rules.append(
            {
                "method": method,
                "path": rule.rule,
                "sent": path,
                "matched": matched,
                "endpoint": rule.endpoint,
                "status": client.open(path, method=method).status_code,
            }
        )
print(json.dumps(rules))
