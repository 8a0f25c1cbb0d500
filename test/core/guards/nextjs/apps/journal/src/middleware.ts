import { NextResponse } from 'next/server';
import { auth } from '@/auth';

export default auth((request) => {
  const { pathname } = request.nextUrl;
  if (!request.auth && pathname.startsWith('/api/reports')) {
    return NextResponse.json({ error: 'sign in first' }, { status: 401 });
  }
});

export const config = { matcher: ['/((?!_next/static|_next/image|favicon.ico).*)'] };
