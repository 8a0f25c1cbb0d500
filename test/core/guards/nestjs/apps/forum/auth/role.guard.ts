import { type CanActivate, type ExecutionContext, mixin, type Type } from '@nestjs/common';

export function RoleGuard(role: string): Type<CanActivate> {
  class RoleGuardMixin implements CanActivate {
    canActivate(context: ExecutionContext) {
      const request = context.switchToHttp().getRequest();
      return request.user?.role === role;
    }
  }
  return mixin(RoleGuardMixin);
}
