from flask import Flask, g, jsonify, request
from flask_httpauth import HTTPBasicAuth, HTTPTokenAuth
from flask_principal import Permission, Principal, RoleNeed

app = Flask(__name__)
app.config["SECRET_KEY"] = "test"
Principal(app)

basic = HTTPBasicAuth()
token_auth = HTTPTokenAuth(scheme="Bearer")
editors = Permission(RoleNeed("editor"), RoleNeed("chief"))

PUBLIC = ["/", "/token", "/basic", "/staff", "/edit"]


class Forbidden(Exception):
    pass


@basic.verify_password
def verify_password(name, password):
    return None


@token_auth.verify_token
def verify_token(token):
    return None


@app.errorhandler(Forbidden)
def handle_forbidden(error):
    return jsonify(error="forbidden"), 403


@app.before_request
def check_api_key():
    if request.path in PUBLIC:
        return None
    if request.headers.get("X-Api-Key") != "k1":
        return jsonify(error="api key missing"), 401


@app.get("/")
def index():
    return "ok"


@app.get("/basic")
@basic.login_required
def with_basic():
    return basic.current_user()


@app.route("/staff")
@token_auth.login_required(role=["admin", "staff"])
def staff():
    return "staff"


@app.get("/optional")
@token_auth.login_required(optional=True)
def optional():
    return "maybe"


@app.route("/edit", methods=["PUT", "PATCH"])
@editors.require(http_exception=403)
def edit():
    return "edited"


def check_owner(owner):
    if request.headers.get("X-User") != owner:
        raise Forbidden()


@app.delete("/things/<uuid:thing>")
def remove(thing):
    check_owner("ada")
    return "removed"
