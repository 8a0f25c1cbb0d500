import { Delete, Get, Param } from '@nestjs/common';
import { Roles } from './roles.guard';

export abstract class CrudController {
  @Get()
  list() {
    return [];
  }

  @Roles(['admin'])
  @Delete(':id')
  remove(@Param('id') id: string) {
    return { id };
  }
}
