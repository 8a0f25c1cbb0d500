import { Router } from 'express';
import { AuthMiddleware, hasRole, Role } from '../auth.ts';

abstract class BaseRoutes {
  readonly router: Router = Router();
  abstract readonly path: string;

  protected secured(): void {
    this.router.use('/orders', AuthMiddleware.verify);
  }
}

export default class OrderRoutes extends BaseRoutes {
  readonly path = '/orders';

  constructor() {
    super();
    this.secured();
    this.router.get('/orders', (_req, res) => void res.json([]));
    this.router.delete('/orders/:id', hasRole([Role.Admin]), (_req, res) => void res.status(204).end());
  }
}
