import { Injectable, type NestMiddleware, UnauthorizedException } from '@nestjs/common';

@Injectable()
export class AccountMiddleware implements NestMiddleware {
  use(request: any, _response: any, next: () => void) {
    const header: string | undefined = request.headers.authorization;
    if (!header) throw new UnauthorizedException('no account');
    request.account = { role: header.replace('Bearer ', '') };
    next();
  }
}
