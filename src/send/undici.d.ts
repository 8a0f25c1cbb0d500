// undici's own index loads fetch, WebSocket and caches too, which triples the start of the command line.
declare module 'undici/lib/dispatcher/pool.js' {
  export { Pool as default } from 'undici';
}
