import { Router } from 'express';
import { AccountController } from '../account.controller.ts';
import { AuthMiddleware, hasRole, Role } from '../auth.ts';

export class AccountRoutes {
  public path = '/accounts';
  public router = Router();
  private controller = new AccountController();

  constructor() {
    this.initializeRoutes();
  }

  private initializeRoutes() {
    this.router.get(`${this.path}`, AuthMiddleware.verify, hasRole([Role.Admin]), this.controller.list);
    this.router.get(`${this.path}/:id`, AuthMiddleware.verify, this.controller.show.bind(this.controller));
    this.router.post(this.path, AuthMiddleware.verify, hasRole([Role.Admin, Role.Editor]), this.controller.create);
  }
}
