import type { Server } from '../facts/sign.ts';

/** CloudFront: how its answers are known, and what its words mean. */
export const cloudfront: Server = {
  id: 'cloudfront',
  name: 'CloudFront',
  recognize: { headers: [['x-amz-cf-id'], ['x-amz-cf-pop'], ['via', /cloudfront/i]] },
  front: true,
  signs: [
    {
      cause: 'network-blocked',
      says: /configured to block access from your country/i,
      source: 'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/georestrictions.html',
    },
    {
      cause: 'bot-blocked',
      says: /the request could not be satisfied[\s\S]{0,60}request blocked|request blocked\./i,
      shows: 'a rule of AWS WAF or the distribution refused it',
      source: 'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/http-403-permission-denied.html',
    },
    {
      cause: 'credentials-missing',
      says: /missing key-pair-id|missingkey/i,
      shows: 'the distribution wants a signed URL or signed cookies',
      source: 'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/PrivateContent.html',
    },
    {
      cause: 'upstream-auth-failed',
      status: [403],
      code: ['AccessDenied'],
      header: { name: 'server', matches: /^amazons3/i },
      shows: 'the bucket refuses CloudFront itself, or the object does not exist',
      fix: 'Allow the distribution s3:GetObject in the bucket policy (origin access control), and check that the object exists',
      source: 'https://repost.aws/knowledge-center/s3-website-cloudfront-error-403',
    },
  ],
};
