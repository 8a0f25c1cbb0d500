const express = require('express');
const logger = require('./middleware/logger');
const { protect, restrictTo } = require('./middleware/auth');

const app = express();
app.use(express.json());
app.use(logger);
app.get('/health', (req, res) => res.json({ ok: true }));
app.use('/api/v1/users', require('./routes/users'));
app.use('/api/v1/posts', require('./routes/posts'));
app.use('/api/v1/admin', protect, restrictTo('admin'), require('./routes/admin'));
app.get('/api/v1/stats', protect, restrictTo('admin', 'editor'), (req, res) => res.json({ visits: 3 }));
app.use((req, res) => res.status(404).json({ error: 'no such page' }));

module.exports = app;
