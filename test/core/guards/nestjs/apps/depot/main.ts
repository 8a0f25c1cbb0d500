import { NestFactory, Reflector } from '@nestjs/core';
import { AppModule } from './app.module';
import { RolesGuard } from './common/roles.guard';

export async function bootstrap(port = 3000) {
  const app = await NestFactory.create(AppModule, { logger: false });
  app.setGlobalPrefix('v1');
  app.useGlobalGuards(new RolesGuard(app.get(Reflector)));
  await app.listen(port);
  return app;
}
