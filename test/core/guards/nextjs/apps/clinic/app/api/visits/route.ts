import { auth } from '@clerk/nextjs/server';

export async function GET() {
  return Response.json([]);
}

export async function POST() {
  const { userId, has } = await auth();
  if (!userId) return new Response('Unauthorized', { status: 401 });
  if (!has({ permission: 'org:visits:create' })) {
    return new Response('Forbidden', { status: 403 });
  }
  return Response.json({}, { status: 201 });
}
