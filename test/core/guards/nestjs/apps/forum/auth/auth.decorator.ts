import { applyDecorators, createParamDecorator, type ExecutionContext, SetMetadata, UseGuards } from '@nestjs/common';
import { JwtAuthGuard } from './jwt-auth.guard';
import { PermissionsGuard } from './permissions.guard';

export function Auth(...permissions: string[]) {
  return applyDecorators(SetMetadata('permissions', permissions), UseGuards(JwtAuthGuard, PermissionsGuard));
}

export const CurrentUser = createParamDecorator((_data: unknown, context: ExecutionContext) => context.switchToHttp().getRequest().user);
