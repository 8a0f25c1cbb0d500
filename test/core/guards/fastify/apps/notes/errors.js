class HttpError extends Error {
  constructor(statusCode, message) {
    super(message);
    this.statusCode = statusCode;
  }
}

export function unauthorized(message) {
  return new HttpError(401, message);
}

export const forbidden = (message) => new HttpError(403, message);
