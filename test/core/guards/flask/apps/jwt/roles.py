ROLES = {"ADMIN": "administrator"}
