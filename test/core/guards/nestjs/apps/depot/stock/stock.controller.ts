import { Controller, Get, Post } from '@nestjs/common';
import { CrudController } from '../common/crud.controller';
import { Roles } from '../common/roles.guard';

@Controller('stock')
export class StockController extends CrudController {
  @Get('prices')
  prices() {
    return [];
  }

  @Post()
  @Roles(['keeper', 'admin'])
  add() {
    return {};
  }
}
