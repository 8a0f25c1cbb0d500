from fastapi import APIRouter, Depends

from .security import JWTBearer, require_roles, tenant

router = APIRouter(prefix="/orders", tags=["orders"])


@router.get("/", dependencies=[Depends(JWTBearer())])
def orders(tenant: str = Depends(tenant)):
    return []


@router.post("/", dependencies=[Depends(require_roles("admin", "clerk"))])
def create_order():
    return {}


@router.delete("/{order_id}")
def delete_order(order_id: int, who: str = Depends(require_roles("admin"))):
    return {}
