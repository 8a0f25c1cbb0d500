import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';
import { singular } from '../../../../src/core/guards/laravel/singular.ts';

const words =
  'posts categories statuses addresses boxes people children media news series data analyses matrices indices quizzes ' +
  'aliases buses houses heroes photos pianos wolves knives lives leaves movies shoes menus users blog_posts ' +
  'product-categories order_items companies days keys boys switches dishes classes glasses criteria men women feet ' +
  'teeth geese mice oxen cacti taxes tests crises theses diagnoses archives drives caches curves waves cookies ' +
  'invoices prices licenses courses purchases databases warehouses houses uses causes expenses responses phases ' +
  'feedback equipment fish sheep species hardware software staff sms Posts Categories People statuses campuses ' +
  'currencies galleries histories queries replies entries cities countries properties policies stories activities ' +
  'messages pages images files roles permissions abilities teams members tags likes votes tickets events bonuses viruses';

const code = `require 'Illuminate/autoload.php'; foreach (explode(' ', $argv[1]) as $it) { echo Illuminate\\Support\\Str::singular($it), ' '; }`;
const real = spawnSync('php', ['-r', code, words], { encoding: 'utf8' });
const skip = real.status === 0 ? false : 'Laravel is not installed: apt-get install php-cli php-laravel-framework';

test('the singular of a word is what Laravel makes of it', { skip }, () => {
  assert.deepEqual(words.split(' ').map(singular), real.stdout.trim().split(' '));
});
