import { withAuth } from '../../../lib/withAuth';

export default withAuth((_req, res) => res.json([]), { roles: ['admin', 'owner'] });
