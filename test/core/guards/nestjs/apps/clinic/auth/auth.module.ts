import { Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { RolesGuard } from './roles.guard';
import { SessionController } from './session.controller';

@Module({
  controllers: [SessionController],
  providers: [{ provide: APP_GUARD, useClass: RolesGuard }],
})
export class AuthModule {}
