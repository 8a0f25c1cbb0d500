from fastapi import APIRouter, Depends, HTTPException, status

from app.api import deps
from app.models import Role, User

router = APIRouter()


@router.get("/")
def read_notes(paging: dict = Depends(deps.page), current_user: User = Depends(deps.get_current_active_user)):
    return [paging]


@router.get("/public")
def public_notes(paging: dict = Depends(deps.page)):
    return [paging]


@router.put("/{note_id}")
def update_note(note_id: int, current_user: User = Depends(deps.get_current_active_user)):
    if current_user.role not in (Role.ADMIN, Role.EDITOR):
        raise HTTPException(status.HTTP_403_FORBIDDEN, "Not enough permissions")
    return note_id


@router.delete("/{note_id}", dependencies=[Depends(deps.get_current_active_superuser)])
def delete_note(note_id: int):
    return note_id


@router.get("/{note_id}/files/{name:path}")
def read_file(note_id: int, name: str, current_user: User = Depends(deps.get_current_user)):
    return name
