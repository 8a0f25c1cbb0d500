from flask import Blueprint, abort, request
from flask_login import login_required, login_user, logout_user

auth_bp = Blueprint("auth", __name__, url_prefix="/auth")


@auth_bp.route("/login", methods=["GET", "POST"])
def login():
    if request.method == "POST":
        user = None
        if user is None or not user.check_password(request.form["password"]):
            abort(401)
        login_user(user)
    return "login"


@auth_bp.post("/logout")
@login_required
def logout():
    logout_user()
    return ""
