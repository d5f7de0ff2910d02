'use strict';

const express = require('express');

const PREFIX = '/__sandbox__';

/**
 * The handle's functions over HTTP, for tests whose sandbox is another process:
 * `POST /__sandbox__/<function>` with a JSON array of its arguments (or one argument that is an
 * object), `GET` where there are none, and `GET /__sandbox__/data/<collection>?of=<id>`.
 *
 * @param {Record<string, (...args: any[]) => unknown>} functions
 * @param {Record<string, (of?: string) => unknown>} data
 */
function controlRouter(functions, data) {
	const router = express.Router();
	router.use(express.json({ limit: '5mb', strict: false }));

	router.get('/data/:collection', (req, res) => {
		const { collection } = req.params;
		if (!Object.hasOwn(data, collection)) {
			return res.status(404).json({ error: `No collection "${collection}"` });
		}
		const { of } = req.query;
		return res.json(data[collection](typeof of === 'string' ? of : undefined) ?? null);
	});

	router.all('/:name', async (req, res) => {
		const { name } = req.params;
		if (!Object.hasOwn(functions, name)) {
			return res.status(404).json({ error: `No function "${name}"` });
		}
		const args = req.body === undefined ? [] : [req.body].flat();
		return res.json((await functions[name](...args)) ?? null);
	});

	// Express knows an error handler by its four parameters.
	router.use((error, _req, res, _next) => {
		res.status(400).json({ error: error.message });
	});
	return router;
}

module.exports = { controlRouter, PREFIX };
