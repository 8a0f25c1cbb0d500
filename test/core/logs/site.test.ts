import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Site, sitesFor } from '../../../src/core/logs/site.ts';

const site = (ports: readonly number[], names: readonly string[] = [], passesTo: Site['passesTo'] = []): Site => ({
  ports,
  names,
  passesTo,
});
const shop = site([80, 443], ['shop.test', '*.shop.test']);
const blog = site([80], ['.blog.test']);
const gate = site([8080], [], [9000]);
const behind = site([9000], [], [9001]);
const last = site([9001]);
const all = [shop, blog, gate, behind, last];

test('a request reaches the site of its port and name', () => {
  assert.deepEqual([...(sitesFor(all, 'shop.test', 80) ?? [])], [shop]);
  assert.deepEqual([...(sitesFor(all, 'www.shop.test', 443) ?? [])], [shop]);
  assert.deepEqual([...(sitesFor(all, 'blog.test', 80) ?? [])], [blog]);
  // Which one is the default is not looked into.
  assert.deepEqual([...(sitesFor(all, '127.0.0.1', 80) ?? [])], [shop, blog]);
});

test('and those that it is passed on to', () => {
  assert.deepEqual([...(sitesFor(all, 'x', 8080) ?? [])], [gate, behind, last]);
  assert.equal(sitesFor([site([80], [], 'unknown'), shop], 'x', 80), undefined);
  const circle = [site([1], [], [2]), site([2], [], [1])];
  assert.deepEqual([...(sitesFor(circle, 'x', 1) ?? [])], circle);
});

test('where nobody listens on the port nothing is known', () => {
  assert.equal(sitesFor(all, 'shop.test', 32_768), undefined);
  assert.equal(sitesFor([], 'shop.test', 80), undefined);
});
