from functools import wraps

from flask import Blueprint, Flask, request
from flask.views import MethodView
from flask_restful import Api, Resource
from werkzeug.exceptions import Forbidden, Unauthorized


def authenticated(view):
    @wraps(view)
    def inner(*args, **kwargs):
        if "Authorization" not in request.headers:
            raise Unauthorized()
        return view(*args, **kwargs)

    return inner


def roles(*allowed_roles):
    def outer(view):
        @wraps(view)
        def inner(*args, **kwargs):
            if request.headers.get("X-Role") not in allowed_roles:
                raise Forbidden("not for this role")
            return view(*args, **kwargs)

        return inner

    return outer


class UserAPI(MethodView):
    decorators = [roles("admin"), authenticated]

    def get(self, user_id):
        return "user"

    @roles("owner")
    def delete(self, user_id):
        return "gone"


class Item(Resource):
    method_decorators = {"post": [authenticated]}

    def get(self, item_id):
        return item_id

    def post(self, item_id):
        return item_id


class Secret(Resource):
    method_decorators = [authenticated]

    def get(self):
        return "secret"


app = Flask(__name__)
bp = Blueprint("api", __name__, url_prefix="/api")
api = Api(bp, prefix="/v1")
api.add_resource(Item, "/items/<int:item_id>", "/things/<int:item_id>")
api.add_resource(Secret, "/secret")
app.register_blueprint(bp)
app.add_url_rule("/users/<user_id>", view_func=UserAPI.as_view("user"))


def dashboard():
    return "dashboard"


app.add_url_rule("/dashboard", view_func=authenticated(dashboard))
