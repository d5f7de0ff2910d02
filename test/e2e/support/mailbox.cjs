const net = require('node:net');
const { freePort } = require('../../../n8n/ports.cjs');

/** A body in quoted-printable or base64, as text. */
function decoded(body, encoding) {
	if (/base64/i.test(encoding)) return Buffer.from(body, 'base64').toString();
	if (!/quoted-printable/i.test(encoding)) return body;
	const bytes = body
		.replace(/=\r\n/g, '')
		.replace(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(parseInt(hex, 16)));
	return Buffer.from(bytes, 'latin1').toString();
}

/** A mail of one part. */
function parse(raw) {
	const end = raw.indexOf('\r\n\r\n');
	const head = raw.slice(0, end).replace(/\r\n[ \t]+/g, ' ');
	const header = (name) => new RegExp(`^${name}: (.*)$`, 'im').exec(head)?.[1] ?? '';
	const body = raw.slice(end + 4).replace(/^\.\./gm, '.');
	return {
		from: header('From'),
		to: header('To'),
		subject: header('Subject'),
		type: header('Content-Type'),
		body: decoded(body, header('Content-Transfer-Encoding')),
	};
}

/**
 * A mail server on loopback that takes every mail and delivers none.
 * @returns {Promise<{credential: object, mails: ReturnType<typeof parse>[], close: () => Promise<void>}>}
 *   `credential`: the data of n8n's SMTP credential for it
 */
async function startMailbox() {
	const mails = [];
	const sockets = new Set();
	const server = net.createServer((socket) => {
		sockets.add(socket);
		socket.setEncoding('latin1');
		let text = '';
		let isMail = false;
		const answers = { EHLO: '250 here', DATA: '354 go on', QUIT: '221 bye' };
		socket.write('220 here\r\n');
		socket.on('data', (chunk) => {
			text += chunk;
			for (;;) {
				const mark = isMail ? '\r\n.\r\n' : '\r\n';
				const end = text.indexOf(mark);
				if (end < 0) return;
				const part = text.slice(0, end);
				text = text.slice(end + mark.length);
				if (isMail) mails.push(parse(part));
				const command = part.slice(0, 4).toUpperCase();
				socket.write(`${(!isMail && answers[command]) || '250 ok'}\r\n`);
				isMail = !isMail && command === 'DATA';
			}
		});
		socket.on('error', () => {});
	});
	const port = await freePort();
	server.listen(port, '127.0.0.1');
	const credential = { host: '127.0.0.1', port, secure: false, disableStartTls: true };
	const close = () =>
		new Promise((resolve) => {
			server.close(resolve);
			for (const socket of sockets) socket.destroy();
		});
	return { credential, mails, close };
}

module.exports = { startMailbox };
