/** Verifying tokens: a bundle of its own (`dist/verifying.cjs`), loaded at the first click on Verify. */
export { type DocumentCache, isHere } from './fetchJson.ts';
export { type GivenKey, readGivenKey } from './givenKey.ts';
export { type IssuerKeys, readIssuerKeys, whyNotAsked } from './issuerKeys.ts';
export { type VerifyOptions, verifyByIssuer, verifyByKey } from './verify.ts';
