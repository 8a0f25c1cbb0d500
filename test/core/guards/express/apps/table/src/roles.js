exports.roles = { VIEWER: 'viewer', EDITOR: 'editor', ADMIN: 'admin' };
