import express, { type Application, type Router } from 'express';
import { AccountRoutes } from './routes/account.routes.ts';
import OrderRoutes from './routes/order.routes.ts';

interface Routes {
  path: string;
  router: Router;
}

export class App {
  public readonly app: Application;

  constructor(routes: Routes[]) {
    this.app = express();
    this.initializeMiddlewares();
    this.initializeRoutes(routes);
  }

  private initializeMiddlewares() {
    this.app.use(express.urlencoded({ extended: false }));
  }

  private initializeRoutes(routes: Routes[]) {
    routes.forEach((route) => {
      this.app.use('/', route.router);
    });
  }
}

export default new App([new AccountRoutes(), new OrderRoutes()]).app;
