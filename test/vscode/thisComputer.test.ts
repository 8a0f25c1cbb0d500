import assert from 'node:assert/strict';
import { test } from 'node:test';
import { leadsHere } from '../../src/vscode/thisComputer.ts';

test('loopback and the own name lead here, all else does not', () => {
  const here = [
    'http://localhost:3000/x',
    'http://app.localhost/',
    'http://127.0.0.1/',
    'http://127.1.2.3:8080/',
    'http://[::1]:3000/',
    'https://desk/',
    'https://DESK.local/',
    'https://desk.office.example/',
  ];
  for (const it of here) assert.equal(leadsHere(it, 'desk.office.example') || leadsHere(it, 'desk'), true, it);
  const elsewhere = [
    'https://api.example/',
    'https://localhost.example/',
    'http://127.0.0.1.example/',
    'http://10.0.0.1/',
    'nonsense',
    'https://x/',
  ];
  for (const it of elsewhere) assert.equal(leadsHere(it, 'desk.office.example'), false, it);
});

test('a computer without a name is not everybody', () => {
  assert.equal(leadsHere('http://x/', ''), false);
});
