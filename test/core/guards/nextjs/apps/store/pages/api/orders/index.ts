import type { NextApiRequest, NextApiResponse } from 'next';
import { withAuth } from '../../../lib/withAuth';

async function handler(req: NextApiRequest, res: NextApiResponse) {
  switch (req.method) {
    case 'GET':
      return res.json([]);
    case 'POST':
      return res.status(201).json({});
    default:
      return res.status(405).end();
  }
}

export default withAuth(handler);
