const router = require('express').Router();
router.get('/', (req, res) => res.send('hall'));
router.get('/reports/:year', (req, res) => res.send('report'));
module.exports = router;
