import assert from 'node:assert/strict';
import { test } from 'node:test';
import { shown } from './shown.ts';

test("exceptions of the project's own that are handed their status, or have a usual one", async () => {
  assert.deepEqual(
    await shown({
      artisan: '',
      'routes/api.php': `
use Illuminate\\Support\\Facades\\Route;
use App\\Http\\Reports;
Route::get('a', [Reports::class, 'a']);
Route::get('b', [Reports::class, 'b']);
Route::get('c', [Reports::class, 'c']);
Route::get('d', [Reports::class, 'd']);
`,
      'app/Http/Reports.php': `namespace App\\Http;
class Reports {
  private function need(string $what): void { if (! user()->can($what)) { $this->deny(); } }
  private function deny(): never { throw new \\App\\Refused(trans('no'), '/', 403); }
  public function a() { $this->need('reports-read'); return []; }
  public function b() { auth()->authenticate(); return []; }
  public function c() { if (! user()) { throw new \\App\\Unknown('who'); } return []; }
  public function d() { throw_if(request('page') > 9, new \\App\\Refused('gone', '/', 410)); return []; }
}`,
      'app/Refused.php': `namespace App;
class Refused extends \\Exception implements \\Symfony\\Component\\HttpKernel\\Exception\\HttpExceptionInterface {
  public function __construct(string $message, protected string $to = '/', protected int $status = 500) { parent::__construct($message); }
  public function getStatusCode(): int { return $this->status; }
  public function getHeaders(): array { return []; }
}`,
      'app/Unknown.php': `namespace App;
class Unknown extends \\Exception {
  public function __construct(string $message, int $code = 401) { parent::__construct($message, $code); }
}`,
    }),
    [
      'GET /api/a: need ability reports-read (-1, 0)',
      'GET /api/b: authenticate (0, -1)',
      'GET /api/c: Unknown (0, -1)',
      'GET /api/d: -',
    ],
  );
});

test('a middleware that calls its own methods, of which one signs in', async () => {
  assert.deepEqual(
    await shown({
      artisan: '',
      'routes/api.php': `
use Illuminate\\Support\\Facades\\Route;
Route::get('a', fn () => 1)->middleware(\\App\\KnowsCaller::class);
`,
      'app/KnowsCaller.php': `namespace App;
class KnowsCaller {
  public function handle($request, \\Closure $next) { $this->known($request); return $next($request); }
  protected function known($request): void { if ($request->hasSession()) { return; } \\Illuminate\\Support\\Facades\\Auth::guard('api')->authenticate(); }
}`,
    }),
    ['GET /api/a: KnowsCaller (0, -1)'],
  );
});
