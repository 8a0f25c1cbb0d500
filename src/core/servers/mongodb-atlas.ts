import type { Server } from '../facts/sign.ts';

/** MongoDB Atlas: how its answers are known, and what its words mean. */
export const mongodbAtlas: Server = {
  id: 'mongodb-atlas',
  name: 'MongoDB Atlas',
  recognize: { host: /^cloud\.mongodb\.com$/ },
  signs: [
    {
      cause: 'network-blocked',
      code: ['IP_ADDRESS_NOT_ON_ACCESS_LIST', 'ORG_REQUIRES_ACCESS_LIST'],
      source: 'https://www.mongodb.com/docs/atlas/configure-api-access/',
    },
  ],
};
