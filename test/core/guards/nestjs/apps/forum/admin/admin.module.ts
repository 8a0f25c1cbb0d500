import { Module } from '@nestjs/common';
import { MembersController, ReportsController } from './members.controller';

@Module({ controllers: [MembersController, ReportsController] })
export class AdminModule {}
