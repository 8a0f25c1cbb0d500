'use strict';

module.exports = function refuse(status) {
  const error = new Error('refused');
  error.statusCode = status;
  return error;
};
