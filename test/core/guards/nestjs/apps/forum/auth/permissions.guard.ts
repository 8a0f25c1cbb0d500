import { type CanActivate, type ExecutionContext, ForbiddenException, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';

const HELD: Record<string, string[]> = { admin: ['posts:write', 'posts:remove'], viewer: [] };

@Injectable()
export class PermissionsGuard implements CanActivate {
  constructor(private readonly reflector: Reflector) {}

  canActivate(context: ExecutionContext) {
    const wanted = this.reflector.get<string[]>('permissions', context.getHandler()) ?? [];
    if (wanted.length === 0) return true;
    const request = context.switchToHttp().getRequest();
    const held = HELD[request.user.role] ?? [];
    if (!wanted.every((it) => held.includes(it))) {
      throw new ForbiddenException('a permission is missing');
    }
    return true;
  }
}
