import { requireRole } from '@/lib/guard';

export async function GET() {
  const denied = await requireRole('editor', 'admin');
  if (denied) return denied;
  return Response.json([]);
}
