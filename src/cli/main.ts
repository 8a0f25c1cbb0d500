#!/usr/bin/env node
import module from 'node:module';

// Before anything large is loaded: what follows comes from V8's cache at the second start. Older versions have none.
module.enableCompileCache?.();

const { dispatch } = await import('./dispatch.ts');
const { processIo } = await import('./io.ts');

process.exitCode = await dispatch(process.argv.slice(2), processIo());
