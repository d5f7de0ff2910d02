const net = require('node:net');

/**
 * @param {import('node:net').Server} server one that listens on a port
 * @throws {Error} when it doesn't
 */
function portOf(server) {
	const address = server.address();
	if (address === null || typeof address === 'string') throw new Error('It listens on no port');
	return address.port;
}

/**
 * @param {number} port 0: any free one
 * @returns {Promise<number>} the port that was taken; it is free again
 * @throws {NodeJS.ErrnoException} from `listen`
 */
function tryPort(port) {
	return new Promise((resolve, reject) => {
		const server = net.createServer();
		server.once('error', reject);
		server.listen(port, '127.0.0.1', () => {
			const taken = portOf(server);
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

module.exports = { assertPortFree, freePort, portOf };
