from flask import Flask
from flask_login import LoginManager

login_manager = LoginManager()
login_manager.login_view = "auth.login"


def create_app():
    app = Flask(__name__)
    app.config["SECRET_KEY"] = "test"
    login_manager.init_app(app)

    from .admin import bp as admin_bp
    from .auth import auth_bp
    from .posts import posts

    app.register_blueprint(auth_bp)
    app.register_blueprint(posts, url_prefix="/posts")
    app.register_blueprint(admin_bp)

    @app.route("/health")
    def health():
        return "ok"

    return app


@login_manager.user_loader
def load_user(user_id):
    return None
