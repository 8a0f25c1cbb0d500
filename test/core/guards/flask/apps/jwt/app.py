from functools import wraps

from flask import Flask, jsonify
from flask_jwt_extended import JWTManager, get_jwt, jwt_required, verify_jwt_in_request
from flask_limiter import Limiter
from flask_security import auth_required, roles_accepted, roles_required

from roles import ROLES

app = Flask(__name__)
jwt = JWTManager(app)
limiter = Limiter(app)


def admin_required():
    def wrapper(fn):
        @wraps(fn)
        def decorator(*args, **kwargs):
            verify_jwt_in_request()
            claims = get_jwt()
            if claims["role"] == ROLES["ADMIN"]:
                return fn(*args, **kwargs)
            else:
                return jsonify(msg="Admins only!"), 403

        return decorator

    return wrapper


@app.route("/protected", methods=["GET"])
@jwt_required()
def protected():
    return jsonify(foo="bar")


@app.route("/optional")
@jwt_required(optional=True)
def optional():
    return jsonify(foo="bar")


@app.route("/admin", methods=["POST"])
@limiter.limit("5/minute")
@admin_required()
def admin():
    return jsonify(foo="bar")


@app.route("/reports")
@auth_required("token", "session")
@roles_required("admin", "auditor")
def reports():
    return "reports"


@app.route("/drafts")
@roles_accepted("editor", "author")
def drafts():
    return "drafts"
