from fastapi import Depends, Header, HTTPException, Request
from fastapi.security import APIKeyHeader, HTTPBearer
from starlette.middleware.base import BaseHTTPMiddleware
from starlette.responses import JSONResponse

from shop.errors import NotAllowed

api_key_header = APIKeyHeader(name="X-Api-Key", auto_error=False)


async def api_key(key: str = Depends(api_key_header)):
    if key != "k1":
        raise HTTPException(status_code=401, detail="Wrong key")


class JWTBearer(HTTPBearer):
    async def __call__(self, request: Request):
        credentials = await super().__call__(request)
        if credentials.credentials not in ("admin", "clerk", "guest"):
            raise HTTPException(status_code=403, detail="Invalid token or expired token")
        return credentials.credentials


def require_roles(*roles: str):
    def check(token: str = Depends(JWTBearer())):
        if token not in roles:
            raise NotAllowed(token)
        return token

    return check


def tenant(x_tenant: str = Header("t1")):
    return x_tenant


class MaintenanceMiddleware(BaseHTTPMiddleware):
    async def dispatch(self, request, call_next):
        if request.url.path.startswith("/internal") and request.headers.get("x-internal") != "1":
            return JSONResponse({"detail": "internal only"}, status_code=403)
        return await call_next(request)
