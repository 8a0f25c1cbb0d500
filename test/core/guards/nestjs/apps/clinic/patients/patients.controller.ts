import { Controller, Delete, Get, Param, Patch, Post, Version } from '@nestjs/common';
import { Role, Roles } from '../auth/roles';

@Roles(Role.Doctor, Role.Admin)
@Controller('patients')
export class PatientsController {
  @Get()
  list() {
    return [];
  }

  @Get(':id')
  @Version('2')
  one(@Param('id') id: string) {
    return { id };
  }

  @Post()
  add() {
    return {};
  }

  @Patch(':id')
  change() {
    return {};
  }

  @Delete(':id')
  @Roles(Role.Admin)
  remove() {
    return {};
  }
}
