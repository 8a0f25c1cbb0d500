from enum import Enum


class Role(str, Enum):
    ADMIN = "admin"
    EDITOR = "editor"
    VIEWER = "viewer"


class User:
    def __init__(self, name: str, role: Role, is_active: bool = True):
        self.name = name
        self.role = role
        self.is_active = is_active


USERS = {
    "ada": User("ada", Role.ADMIN),
    "bob": User("bob", Role.VIEWER),
    "eve": User("eve", Role.EDITOR, is_active=False),
}
