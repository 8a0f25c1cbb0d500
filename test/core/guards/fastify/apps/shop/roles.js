export const Roles = Object.freeze({ ADMIN: 'admin', EDITOR: 'editor' });
