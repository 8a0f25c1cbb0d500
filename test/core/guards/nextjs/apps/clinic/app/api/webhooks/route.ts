import { createHmac, timingSafeEqual } from 'node:crypto';

export async function POST(request: Request) {
  const body = await request.text();
  const expected = createHmac('sha256', process.env.WEBHOOK_SECRET ?? '').update(body).digest();
  const given = Buffer.from(request.headers.get('x-signature') ?? '', 'hex');
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) {
    return new Response('bad signature', { status: 401 });
  }
  return new Response(null, { status: 204 });
}
