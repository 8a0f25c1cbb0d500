import type { NextApiRequest, NextApiResponse } from 'next';
import { getServerSession } from 'next-auth/next';
import { authOptions } from '../../../lib/options';

export default async function handler(req: NextApiRequest, res: NextApiResponse) {
  const session = await getServerSession(req, res, authOptions);
  if (!session?.user) return res.status(401).json({ error: 'unauthenticated' });
  if (req.method === 'GET') {
    return res.json({ id: req.query.id });
  }
  if (req.method === 'DELETE') {
    if (session.user.role !== 'admin') return res.status(403).end();
    return res.status(204).end();
  }
  return res.status(405).end();
}
