import { Body, Controller, Get, HttpCode, Post, Req } from '@nestjs/common';
import { SkipThrottle } from '@nestjs/throttler';
import { Public } from './public.decorator';

@Controller('session')
export class SessionController {
  @Public()
  @Post()
  @HttpCode(200)
  signIn(@Body() body: { name: string }) {
    return { token: body?.name ?? '' };
  }

  @SkipThrottle()
  @Get()
  current(@Req() request: { user: unknown }) {
    return request.user;
  }
}
