import type { NextApiHandler, NextApiRequest, NextApiResponse } from 'next';
import { getServerSession } from 'next-auth/next';
import { authOptions } from './options';

export function withAuth(handler: NextApiHandler, options: { roles?: string[] } = {}): NextApiHandler {
  return async (req: NextApiRequest, res: NextApiResponse) => {
    const session = await getServerSession(req, res, authOptions);
    if (!session) {
      return res.status(401).json({ error: 'unauthenticated' });
    }
    const { roles } = options;
    if (roles && !roles.includes(session.user.role)) {
      return res.status(403).json({ error: 'forbidden' });
    }
    return handler(req, res);
  };
}
