import { NextResponse } from 'next/server';
import { auth } from '@/auth';

export async function requireRole(...roles: string[]) {
  const session = await auth();
  if (!roles.includes(session?.user?.role)) {
    return NextResponse.json({ error: 'forbidden' }, { status: 403 });
  }
  return undefined;
}
