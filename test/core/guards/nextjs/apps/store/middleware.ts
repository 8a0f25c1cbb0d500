import { type NextRequest, NextResponse } from 'next/server';

const OPEN = ['/api/health', '/api/login'];

export function middleware(request: NextRequest) {
  const { pathname } = request.nextUrl;
  if (OPEN.some((path) => pathname.startsWith(path))) {
    return NextResponse.next();
  }
  const token = request.cookies.get('session')?.value;
  if (!token) {
    return NextResponse.json({ error: 'no session' }, { status: 401 });
  }
  return NextResponse.next();
}

export const config = { matcher: '/api/:path*' };
