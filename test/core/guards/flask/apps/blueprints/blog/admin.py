from flask import Blueprint, abort, request
from flask_login import current_user

bp = Blueprint("admin", __name__, url_prefix="/admin")
reports = Blueprint("reports", __name__, url_prefix="/reports")


@bp.before_request
def only_staff():
    if request.endpoint == "admin.ping":
        return None
    if not current_user.is_authenticated:
        abort(401)
    if current_user.role not in ("admin", "moderator"):
        abort(403)


@bp.route("/")
def dashboard():
    return "admin"


@bp.route("/ping")
def ping():
    return "pong"


@reports.route("/<name>")
def report(name):
    return name


bp.register_blueprint(reports)
