import { Module } from '@nestjs/common';
import { RouterModule } from '@nestjs/core';
import { AdminModule } from './admin/admin.module';
import { BearerStrategy } from './auth/bearer.strategy';
import { PostsModule } from './posts/posts.module';

@Module({
  imports: [PostsModule, AdminModule, RouterModule.register([{ path: 'backstage', module: AdminModule }])],
  providers: [BearerStrategy],
})
export class AppModule {}
