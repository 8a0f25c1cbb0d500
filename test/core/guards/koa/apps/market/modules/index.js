export { default as offers } from './offers.js';
export { mountBids as bids } from './bids.js';
