import { type CanActivate, Controller, type ExecutionContext, Injectable, Post, UseGuards } from '@nestjs/common';

@Injectable()
class ApiKeyGuard implements CanActivate {
  canActivate(context: ExecutionContext) {
    const request = context.switchToHttp().getRequest();
    return request.headers['x-api-key'] === process.env.DEPOT_KEY;
  }
}

@Controller('webhook')
export class WebhookController {
  @UseGuards(ApiKeyGuard)
  @Post()
  receive() {
    return {};
  }
}
