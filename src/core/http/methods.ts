/** Methods with a meaning that tools agree on, most used first: these are completed, and read in any case. */
export const commonMethods: readonly string[] = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'];

/** Every other method that one of the tools knows by name. Any token is accepted; these are recognized without a doubt. */
export const otherMethods: readonly string[] = [
  ...['TRACE', 'CONNECT', 'QUERY', 'LOCK', 'UNLOCK', 'PROPFIND', 'PROPPATCH', 'COPY', 'MOVE', 'MKCOL', 'MKCALENDAR'],
  ...['ACL', 'SEARCH', 'CHECKOUT', 'CHECKIN', 'REPORT', 'MERGE', 'MKACTIVITY', 'MKWORKSPACE', 'VERSION-CONTROL'],
  ...['BASELINE-CONTROL', 'PURGE', 'LINK', 'UNLINK', 'GRAPHQL', 'WEBSOCKET', 'WS', 'WSS', 'SSE', 'EVENTSOURCE'],
  ...['GRPC', 'MQTT', 'AMQP', 'RSOCKET'],
];

const known = new Set([...commonMethods, ...otherMethods]);
const common = new Set(commonMethods);
const bodyless = new Set(['GET', 'HEAD', 'DELETE', 'OPTIONS', 'TRACE', 'CONNECT']);

/** Whether some tool knows the method, written in upper case. */
export function isKnownMethod(method: string): boolean {
  return known.has(method);
}

/** Whether the method is one of the seven that may be written in any case (draft standard, method-verbatim). */
export function isCommonMethod(method: string): boolean {
  return common.has(method);
}

/** Whether requests with the method seldom carry a body. */
export function isBodyless(method: string): boolean {
  return bodyless.has(method.toUpperCase());
}
