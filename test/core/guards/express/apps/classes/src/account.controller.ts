import type { Request, Response } from 'express';

export class AccountController {
  public list = async (_req: Request, res: Response) => {
    res.json([]);
  };

  show(req: Request, res: Response) {
    res.json({ id: req.params.id });
  }

  public create = (_req: Request, res: Response) => res.status(201).json({});
}
