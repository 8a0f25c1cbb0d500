import type { NextFunction, Request, Response } from 'express';
import { HttpException } from './errors.ts';

export const Role = { Viewer: 'viewer', Editor: 'editor', Admin: 'admin' } as const;
export type RoleName = (typeof Role)[keyof typeof Role];
type Known = Request & { user?: { role: RoleName } };

export class AuthMiddleware {
  static verify(req: Known, _res: Response, next: NextFunction): void {
    const token = req.header('authorization')?.replace('Bearer ', '') as RoleName | undefined;
    if (!token || !Object.values(Role).includes(token)) {
      next(new HttpException(401, 'Authentication token missing'));
      return;
    }
    req.user = { role: token };
    next();
  }
}

export const hasRole = (roles: RoleName[]) => (req: Known, _res: Response, next: NextFunction) => {
  if (!req.user || !roles.includes(req.user.role)) throw new HttpException(403, 'Not with this role');
  next();
};
