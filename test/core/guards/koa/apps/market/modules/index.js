import { mountBids as bids } from './bids.js';
import offers from './offers.js';

export const modules = { offers, bids };
