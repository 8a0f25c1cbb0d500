export { pasteCurl } from '../../core/import/pasteCurl.ts';
export { importHere } from './importHere.ts';
