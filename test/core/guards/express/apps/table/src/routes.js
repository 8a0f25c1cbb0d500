const { roles } = require('./roles');

const ok = (req, res) => res.json({});
module.exports = [
  { method: 'get', path: '/ping', handler: ok },
  { method: 'get', path: '/items', access: [roles.VIEWER, roles.EDITOR, roles.ADMIN], handler: ok },
  { method: 'post', path: '/items', access: [roles.EDITOR, roles.ADMIN], handler: ok },
  { method: 'delete', path: '/items/:id', access: [roles.ADMIN], handler: ok },
];
