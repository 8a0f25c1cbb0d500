from fastapi import APIRouter, Depends

from app.api.deps import get_current_active_superuser
from app.api.routes import login, notes

api_router = APIRouter()
api_router.include_router(login.router)
api_router.include_router(notes.router, prefix="/notes", tags=["notes"])

admin = APIRouter(prefix="/admin", dependencies=[Depends(get_current_active_superuser)])


@admin.get("/stats")
async def stats():
    return {}


api_router.include_router(admin)
