from flask import Blueprint, abort
from flask_login import current_user, login_required

from .decorators import admin_required, permission_required, timed

posts = Blueprint("posts", __name__)


@posts.route("/")
@timed
def index():
    return "posts"


@posts.route("/<int:post_id>")
def show(post_id):
    return "post"


@posts.route("/<slug>")
def by_slug(slug):
    return "post"


@posts.route("/drafts")
@login_required
def drafts():
    return "drafts"


@posts.route("/<int:post_id>/edit", methods=["GET", "POST"])
@login_required
@permission_required("editor")
def edit(post_id):
    return "edit"


@posts.route("/<int:post_id>/delete", methods=["POST"])
@admin_required
def delete(post_id):
    return "gone"


@login_required
@posts.route("/export")
def export():
    return "everything"


@posts.route("/<int:post_id>/like", methods=["POST"])
def like(post_id):
    if current_user.is_anonymous:
        abort(401)
    return "liked"
