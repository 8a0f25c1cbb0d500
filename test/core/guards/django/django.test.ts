import assert from 'node:assert/strict';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import { django } from '../../../../src/core/guards/django/django.ts';
import { askPython, withoutPython } from '../askPython.ts';
import { comparePaths } from '../comparePaths.ts';
import { readApp } from '../readApp.ts';
import { readSources } from '../readSources.ts';
import { sayRoutes } from '../sayRoute.ts';

const apps = join(import.meta.dirname, 'apps');
const csrf = 'CsrfViewMiddleware (csrf 403)';

test('a site of functions and classes, with decorators, mixins and middleware', async () => {
  const linked = await readSources(django, await readApp(join(apps, 'site')));
  const perm = 'PermissionRequiredMixin (authorization 302/403 permission: books.add_book)';
  assert.deepEqual(sayRoutes(linked), [
    'GET /: -',
    '* /admin/: admin.site (authentication 302/403)',
    'GET /books/: -',
    `GET /books/new/: LoginRequiredMixin (authentication 302), ${perm}`,
    `POST /books/new/: ${csrf}, LoginRequiredMixin (authentication 302), ${perm}`,
    'GET /books/<int:pk>/: -',
    `POST /books/<int:pk>/: ${csrf}, request.method == "POST" and not request.user.has_perm("books.change_book") (authorization 403 permission: books.change_book)`,
    'GET /books/<int:pk>/edit/: UserPassesTestMixin (authorization 403 group: librarians)',
    `POST /books/<int:pk>/lend/: ${csrf}, login_required (authentication 302), permission_required (authorization 403 permission: books.lend_book, books.view_book)`,
    'POST /books/<int:pk>/hook/: -',
    'GET /books/<int:pk>/own/: owner_only (authorization 403)',
    'GET /books/staff/: staff_member_required (authorization 302)',
    'GET /books/editors/: user_passes_test (authorization 302 any role: editor, chief)',
    'GET /books/rooms/: login_required (authentication 302)',
    'GET /books/keys/: -',
    'POST /books/keys/: in_group (authorization 302 any group: caretakers, chiefs)',
    'GET /partners/stock/: PartnersOnly (authorization 403)',
    'GET /partners/prices/<slug:code>/: PartnersOnly (authorization 403)',
    'GET /wrapped/: login_required (authentication 302)',
    'GET /permitted/: permission_required (authorization 403 permission: books.view_book)',
    'GET /about/: -',
    'GET /archive/<year>/: -',
    'GET /archive/<year>/<slug>/: login_required (authentication 302)',
  ]);
  const group = linked.routes.find((one) => one.path === '/books/keys/' && one.method === 'POST')?.guards[0];
  assert.deepEqual(
    [group?.file, group?.line, group?.definedAt],
    ['books/views.py', 107, { file: 'books/decorators.py', line: 7 }],
  );
});

test('view sets behind routers, with permissions by action', async () => {
  const linked = await readSources(django, await readApp(join(apps, 'api')));
  const author = 'IsAuthenticatedOrReadOnly (authentication 401)';
  const owner = 'IsOwnerOrReadOnly (authorization 401/403)';
  const role = 'HasRole (authorization 401/403 any role: editor, admin)';
  const scoped = 'ScopedRateThrottle (throttle 429)';
  assert.deepEqual(sayRoutes(linked), [
    'GET /api/v1/posts/: -',
    `POST /api/v1/posts/: ${author}`,
    'GET /api/v1/posts/recent/: -',
    'GET /api/v1/posts/<pk>/: -',
    `PUT /api/v1/posts/<pk>/: ${author}, ${owner}`,
    `PATCH /api/v1/posts/<pk>/: ${author}, ${owner}`,
    `DELETE /api/v1/posts/<pk>/: ${author}, ${owner}`,
    `POST /api/v1/posts/<pk>/publish-now/: ${role}`,
    `DELETE /api/v1/posts/<pk>/publish-now/: ${role}`,
    `GET /api/v1/tags/: ${scoped}`,
    `POST /api/v1/tags/: IsAuthenticated (authentication 401), IsEditor (authorization 401/403 role: editor), ${scoped}`,
    `DELETE /api/v1/tags/<slug>/: IsAdminUser | in_group("taggers") (authorization 401/403 group: taggers), ${scoped}`,
    'GET /api/v1/: IsAuthenticated (authentication 401)',
    'GET /api/v2/comments: -',
    'POST /api/v2/comments: IsAuthenticated (authentication 401)',
    'DELETE /api/v2/comments/<pk>: IsAdminUser (authorization 401/403)',
  ]);
  assert.deepEqual(
    linked.remarks.map((one) => [one.code, one.file, one.line, one.says]),
    [
      [
        'method-gap',
        'blog/views.py',
        45,
        'get_permissions of TagViewSet names the action remake, which TagViewSet does not have.',
      ],
    ],
  );
});

test('API views, function and class, and who is refused with 401 or 403', async () => {
  const linked = await readSources(django, await readApp(join(apps, 'views')));
  assert.deepEqual(sayRoutes(linked), [
    'GET /reports/: -',
    'POST /reports/: IsAuthenticated | ReadOnly (authorization 403)',
    'GET /reports/open/: -',
    'GET /reports/<uuid:pk>/: -',
    'PUT /reports/<uuid:pk>/: IsAuthenticated (authentication 401)',
    'GET /reports/mine/: IsAuthenticated (authentication 403)',
    'POST /reports/mine/: IsAuthenticated (authentication 403), not self.request.user.has_perm("reports.add_report") (authorization 403 permission: reports.add_report)',
    'GET /reports/keyed/: not request.user.is_authenticated (authentication 401)',
    'DELETE /reports/keyed/: self.check_may_delete (authorization 403)',
    'GET /reports/set/: -',
    'POST /reports/set/: IsAuthenticated (authentication 403)',
  ]);
});

test('forged requests are looked for where a request may change something', async () => {
  const linked = await readSources(django, {
    'manage.py': 'import django\n',
    'shop/settings.py': "ROOT_URLCONF = 'shop.urls'\nMIDDLEWARE = []\n",
    'shop/urls.py': `from django.urls import path
from . import views
urlpatterns = [path('cart/', views.cart), path('sum/', views.total), path('pay/', views.Pay.as_view())]
`,
    'shop/views.py': `from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_http_methods, require_safe
@require_http_methods(['GET', 'POST'])
@csrf_protect
def cart(request):
    return render(request, 'cart.html')
@require_safe
@csrf_protect
def total(request):
    return render(request, 'total.html')
@method_decorator(csrf_protect, name='dispatch')
class Pay(View):
    def get(self, request):
        return render(request, 'pay.html')
    def post(self, request):
        return render(request, 'paid.html')
`,
  });
  assert.deepEqual(sayRoutes(linked), [
    'GET /cart/: -',
    'POST /cart/: csrf_protect (csrf 403)',
    'GET /sum/: -',
    'HEAD /sum/: -',
    'GET /pay/: -',
    'POST /pay/: csrf_protect (csrf 403)',
  ]);
});

const skip = withoutPython(['django', 'rest_framework'], ['python3-django', 'python3-djangorestframework']);

interface Said {
  readonly patterns: readonly string[];
  readonly asked: readonly {
    readonly method: string;
    readonly sent: string;
    readonly route: string;
    readonly status: number;
  }[];
}

/** A pattern of Django's as `path` would write it. */
function plain(pattern: string): string {
  return `/${pattern.replace(/\(\?P<(\w+)>(?:[^()[\]]|\[[^\]]*\])*\)/g, '<$1>').replace(/[\^$]/g, '')}`;
}

suite('held against Django itself', { skip }, () => {
  for (const [app, settings] of [
    ['site', 'library.settings'],
    ['api', 'project.settings'],
    ['views', 'conf.settings'],
  ] as const) {
    test(app, async () => {
      const { routes } = await readSources(django, await readApp(join(apps, app)));
      const samples: Readonly<Record<string, string>> = {
        uuid: '01234567-89ab-cdef-0123-456789abcdef',
        year: '2026',
        slug: 'abc',
        pk: '1',
      };
      // Templates are not there to be shown.
      const shown = routes.filter((one) => one.handler?.name !== 'TemplateView');
      const sent = shown.map((one) => {
        const path = one.path.replace(
          /<(?:(\w+):)?(\w+)>/g,
          (_, kind: string, name: string) => samples[kind] ?? samples[name] ?? '1',
        );
        return `${one.method.replace('*', 'GET')} ${path}`;
      });
      const said = askPython<Said>('django/oracle.py', join(apps, app), settings, ...sent);
      const patterns = said.patterns.filter((one) => !one.includes('<format>') && !/^admin\/./.test(one)).map(plain);
      assert.deepEqual([...new Set(routes.map((one) => one.path))], patterns);
      comparePaths(
        routes,
        said.asked.map((one) => ({ ...one, path: plain(one.route) })),
      );
    });
  }
});
