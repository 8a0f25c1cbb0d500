import { Controller, Delete, Get, UseGuards } from '@nestjs/common';
import { JwtAuthGuard } from '../auth/jwt-auth.guard';
import { RoleGuard } from '../auth/role.guard';

@UseGuards(JwtAuthGuard, RoleGuard('admin'))
@Controller()
export class MembersController {
  @Get('members')
  list() {
    return [];
  }

  @Delete('members/:id')
  remove() {
    return {};
  }
}

@Controller('reports')
@UseGuards(JwtAuthGuard)
export class ReportsController {
  @Get()
  list() {
    return [];
  }

  @Get('full')
  @UseGuards(RoleGuard('admin'))
  full() {
    return [];
  }
}
