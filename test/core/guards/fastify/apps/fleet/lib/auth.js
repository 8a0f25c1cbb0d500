'use strict';

const plugin = require('fastify-plugin');
const refuse = require('./refuse');

function auth(server, options, done) {
  server.decorate('verifySession', (request, reply, next) => {
    const token = request.headers.authorization;
    if (!token) return next(refuse(401));
    request.session = { role: token.replace('Bearer ', '') };
    next();
  });
  server.decorate('verifyFleetAdmin', verifyFleetAdmin);
  done();
}

function verifyFleetAdmin(request, reply, next) {
  if (request.session.role === 'admin') {
    next();
  } else {
    next(refuse(403));
  }
}

module.exports = plugin(auth);
