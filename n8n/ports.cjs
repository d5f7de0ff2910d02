const net = require('node:net');

/** Resolves to the port that was taken (another one for 0), or rejects. */
function tryPort(port) {
	return new Promise((resolve, reject) => {
		const server = net.createServer();
		server.once('error', reject);
		server.listen(port, '127.0.0.1', () => {
			const taken = server.address().port;
			server.close(() => resolve(taken));
		});
	});
}

/** A port on loopback that nobody uses now. */
const freePort = () => tryPort(0);

/**
 * @param {number} port
 * @param {{what: string, variable: string}} names who wants it, and the variable that changes it
 * @throws {Error} a sentence that names the port and what to do
 */
async function assertPortFree(port, { what, variable }) {
	try {
		await tryPort(port);
	} catch (error) {
		if (error.code !== 'EADDRINUSE') throw error;
		throw new Error(
			`Port ${port} is in use: ${what} can't start. Stop the other program, or choose another port with ${variable}=…`,
		);
	}
}

module.exports = { assertPortFree, freePort };
