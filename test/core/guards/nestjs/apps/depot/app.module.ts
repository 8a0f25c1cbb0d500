import { type MiddlewareConsumer, Module, type NestModule, RequestMethod } from '@nestjs/common';
import { AccountMiddleware } from './common/account.middleware';
import { StockController } from './stock/stock.controller';
import { WebhookController } from './stock/webhook.controller';

@Module({ controllers: [StockController, WebhookController] })
export class AppModule implements NestModule {
  configure(consumer: MiddlewareConsumer) {
    consumer
      .apply(AccountMiddleware)
      .exclude({ path: 'stock/prices', method: RequestMethod.GET })
      .forRoutes(StockController);
  }
}
