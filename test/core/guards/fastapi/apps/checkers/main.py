from fastapi import APIRouter, Depends, FastAPI, HTTPException, Security, status
from fastapi.security import OAuth2PasswordBearer, SecurityScopes

oauth2_scheme = OAuth2PasswordBearer(tokenUrl="token", scopes={"reports:read": "Read", "reports:write": "Write"})

TOKENS = {
    "reader": {"scopes": ["reports:read"], "role": "viewer"},
    "boss": {"scopes": ["reports:read", "reports:write"], "role": "manager"},
}

MANAGERS = ["manager", "owner"]


async def current_user(security_scopes: SecurityScopes, token: str = Depends(oauth2_scheme)):
    user = TOKENS.get(token)
    if user is None:
        raise HTTPException(status_code=401, detail="Unknown token")
    for scope in security_scopes.scopes:
        if scope not in user["scopes"]:
            raise HTTPException(status_code=403, detail="Not enough scopes")
    return user


async def active_user(user: dict = Security(current_user, scopes=["reports:read"])):
    return user


class RoleChecker:
    def __init__(self, allowed_roles):
        self.allowed_roles = allowed_roles

    def __call__(self, user: dict = Depends(active_user)):
        if user["role"] not in self.allowed_roles:
            raise HTTPException(status_code=status.HTTP_403_FORBIDDEN, detail="Operation not permitted")
        return user


allow_managers = RoleChecker(MANAGERS)

app = FastAPI()
reports = APIRouter(prefix="/reports", dependencies=[Depends(active_user)])


@reports.get("")
async def list_reports():
    return []


@reports.post("", dependencies=[Security(current_user, scopes=["reports:write"])])
async def create_report():
    return {}


@reports.delete("/{report_id}", dependencies=[Depends(allow_managers)])
async def delete_report(report_id: int):
    return {}


@reports.post("/{report_id}/sign")
async def sign_report(report_id: int, user: dict = Depends(RoleChecker(["owner"]))):
    return {}


@app.get("/me")
async def me(user: dict = Security(active_user, scopes=["reports:write"])):
    return user


@app.api_route("/ping", methods=["GET", "POST"])
async def ping():
    return "pong"


app.include_router(reports)


@reports.get("/too-late")
async def too_late():
    return []
