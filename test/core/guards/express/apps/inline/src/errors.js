class ApiError extends Error {
  constructor(statusCode, message) {
    super(message);
    this.statusCode = statusCode;
  }

  static unauthorized(message = 'sign in') {
    return new ApiError(401, message);
  }
}

class ForbiddenError extends ApiError {
  constructor(message = 'not yours') {
    super(403, message);
  }
}

module.exports = { ApiError, ForbiddenError };
