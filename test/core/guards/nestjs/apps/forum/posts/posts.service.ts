import { ForbiddenException, Injectable } from '@nestjs/common';

@Injectable()
export class PostsService {
  all() {
    return [];
  }

  change(id: string, user: { id: string }) {
    if (user.id !== 'admin') {
      throw new ForbiddenException('the post of somebody else');
    }
    return { id };
  }
}
