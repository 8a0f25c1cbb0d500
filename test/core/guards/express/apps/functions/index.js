const fs = require('node:fs');
const path = require('path');
const express = require('express');

const app = express();
const auth = require('./auth');
app.set('trust proxy', 1);
fs.readdirSync(path.join(__dirname, 'routes')).forEach((file) => {
  require(path.join(__dirname, 'routes', file))(app, auth);
});
module.exports = app;
