from fastapi import APIRouter, Body, HTTPException

from app.models import USERS

router = APIRouter(tags=["login"])


def verify_password(password: str) -> bool:
    return password == "x"


@router.post("/login/access-token")
def login_access_token(name: str = Body("nobody"), password: str = Body("")):
    user = USERS.get(name)
    if not user or not verify_password(password):
        raise HTTPException(status_code=401, detail="Incorrect name or password")
    return {"access_token": name}
