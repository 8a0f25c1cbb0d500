import { Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { ThrottlerGuard, ThrottlerModule } from '@nestjs/throttler';
import { AuthModule } from './auth/auth.module';
import { TokenGuard } from './auth/token.guard';
import { PatientsModule } from './patients/patients.module';
import { HealthController } from './status/health.controller';

@Module({
  imports: [ThrottlerModule.forRoot([{ ttl: 60000, limit: 1000 }]), AuthModule, PatientsModule],
  controllers: [HealthController],
  providers: [
    { provide: APP_GUARD, useClass: ThrottlerGuard },
    { provide: APP_GUARD, useClass: TokenGuard },
  ],
})
export class AppModule {}
