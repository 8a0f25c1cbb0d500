import { clerkMiddleware, createRouteMatcher } from '@clerk/nextjs/server';

const isPublicRoute = createRouteMatcher(['/', '/api/public(.*)', '/api/webhooks(.*)']);
const isStaffRoute = createRouteMatcher(['/api/staff(.*)']);

export default clerkMiddleware(async (auth, request) => {
  if (isStaffRoute(request)) await auth.protect({ role: 'org:staff' });
  if (!isPublicRoute(request)) {
    await auth.protect();
  }
});

export const config = {
  matcher: ['/((?!_next|[^?]*\\.(?:html?|css|js(?!on)|png|ico)).*)', '/(api|trpc)(.*)'],
};
