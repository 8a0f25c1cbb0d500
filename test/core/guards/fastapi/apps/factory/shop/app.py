from fastapi import Depends, FastAPI
from fastapi.responses import JSONResponse

from shop import orders
from shop.errors import NotAllowed
from shop.security import MaintenanceMiddleware, api_key


def create_app() -> FastAPI:
    app = FastAPI(dependencies=[Depends(api_key)])

    @app.exception_handler(NotAllowed)
    async def not_allowed(request, exc):
        return JSONResponse({"detail": "not allowed"}, status_code=403)

    app.add_middleware(MaintenanceMiddleware)
    app.include_router(orders.router, prefix="/v2")

    @app.get("/internal/metrics")
    def metrics():
        return {}

    public = FastAPI()

    @public.get("/status")
    def status():
        return "ok"

    app.mount("/public", public)
    return app


app = create_app()
