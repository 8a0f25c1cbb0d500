import { NextResponse } from 'next/server';
import { auth } from '@/auth';

export async function GET() {
  const session = await auth();
  if (!session?.user) {
    return new NextResponse('Unauthorized', { status: 401 });
  }
  return NextResponse.json([]);
}

export const POST = auth(async (request) => {
  if (!request.auth) return NextResponse.json({ message: 'Not authenticated' }, { status: 401 });
  return NextResponse.json({}, { status: 201 });
});
