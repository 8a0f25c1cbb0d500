import { Controller, Delete, Get, Param, Post, Put, UseGuards } from '@nestjs/common';
import { AuthGuard } from '@nestjs/passport';
import { Auth, CurrentUser } from '../auth/auth.decorator';
import { OptionalJwtAuthGuard } from '../auth/jwt-auth.guard';
import { PostsService } from './posts.service';

@Controller('posts')
export class PostsController {
  constructor(private readonly posts: PostsService) {}

  @UseGuards(OptionalJwtAuthGuard)
  @Get()
  list() {
    return this.posts.all();
  }

  @Auth()
  @Get('drafts')
  drafts() {
    return [];
  }

  @Get(':id')
  one(@Param('id') id: string) {
    return { id };
  }

  @Auth('posts:write')
  @Post()
  add() {
    return {};
  }

  @UseGuards(AuthGuard('jwt'))
  @Put(':id')
  change(@Param('id') id: string, @CurrentUser() user: { id: string }) {
    return this.posts.change(id, user);
  }

  @Auth('posts:write', 'posts:remove')
  @Delete(':id')
  remove() {
    return {};
  }
}
