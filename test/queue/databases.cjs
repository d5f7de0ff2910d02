/** PostgreSQL and Redis for queue mode, each on a port and with a folder of its own. */
const { execFileSync, spawn } = require('node:child_process');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { freePort } = require('../../n8n/ports.cjs');
const { until } = require('../../n8n/until.cjs');

const DEBIAN = '/usr/lib/postgresql';
const POSTGRES_USER = 'postgres';

/** The folder of PostgreSQL's programs: that of the newest version on Debian, else '' (on the PATH). */
function postgresPrograms() {
	if (!fs.existsSync(DEBIAN)) return '';
	const [newest] = fs.readdirSync(DEBIAN).sort((a, b) => Number(b) - Number(a));
	return newest ? path.join(DEBIAN, newest, 'bin') : '';
}

function isThere(program) {
	try {
		execFileSync(program, ['--version'], { stdio: 'ignore' });
		return true;
	} catch {
		return false;
	}
}

/** @throws {Error} that names what is missing and says how to get it */
function assertInstalled(programs) {
	const missing = [
		!isThere(path.join(programs, 'initdb')) && 'PostgreSQL (initdb, pg_ctl)',
		!isThere('redis-server') && 'Redis (redis-server)',
	].filter(Boolean);
	if (missing.length === 0) return;
	throw new Error(
		`Queue mode needs ${missing.join(' and ')}. On Debian and Ubuntu: apt-get install postgresql redis-server. On macOS: brew install postgresql redis.`,
	);
}

/** PostgreSQL refuses to run as root, as which a container often runs. */
const isRoot = process.getuid?.() === 0;

function asPostgres(program, args) {
	// A folder that this user may enter.
	const options = { cwd: '/', stdio: /** @type {const} */ ('pipe') };
	if (!isRoot) return execFileSync(program, args, options);
	return execFileSync('runuser', ['-u', POSTGRES_USER, '--', program, ...args], options);
}

async function startPostgres(programs, folder) {
	const port = await freePort();
	const data = path.join(folder, 'postgres');
	fs.mkdirSync(data, { recursive: true });
	if (isRoot) execFileSync('chown', [POSTGRES_USER, folder, data]);
	const control = path.join(programs, 'pg_ctl');
	const init = ['-D', data, '-A', 'trust', '-U', 'n8n', '-E', 'UTF8', '--no-sync'];
	asPostgres(path.join(programs, 'initdb'), init);
	const settings = `-p ${port} -c listen_addresses=127.0.0.1 -c unix_socket_directories=${data} -c fsync=off -c max_connections=200`;
	asPostgres(control, ['-D', data, '-w', '-l', path.join(data, 'log'), '-o', settings, 'start']);
	const stop = () => asPostgres(control, ['-D', data, '-m', 'immediate', 'stop']);
	return { port, stop };
}

async function startRedis(folder) {
	const port = await freePort();
	const args = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--dir', folder];
	const child = spawn('redis-server', args, { stdio: 'ignore' });
	const ping = () => {
		try {
			return execFileSync('redis-cli', ['-p', String(port), 'ping'], { stdio: 'pipe' })
				.toString()
				.includes('PONG');
		} catch {
			return false;
		}
	};
	await until(ping, { what: 'Redis to answer' });
	return { port, stop: () => child.kill('SIGTERM') };
}

/**
 * @returns {Promise<{env: Record<string, string>, stop: () => void}>} n8n's variables for both
 * @throws {Error} that says what is missing
 */
async function startDatabases() {
	const programs = postgresPrograms();
	assertInstalled(programs);
	const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'prosper-queue-'));
	const postgres = await startPostgres(programs, folder);
	const redis = await startRedis(folder);
	return {
		env: {
			DB_TYPE: 'postgresdb',
			DB_POSTGRESDB_HOST: '127.0.0.1',
			DB_POSTGRESDB_PORT: String(postgres.port),
			DB_POSTGRESDB_DATABASE: 'postgres',
			DB_POSTGRESDB_USER: 'n8n',
			DB_POSTGRESDB_PASSWORD: 'not-asked-for',
			QUEUE_BULL_REDIS_HOST: '127.0.0.1',
			QUEUE_BULL_REDIS_PORT: String(redis.port),
		},
		stop() {
			redis.stop();
			postgres.stop();
			fs.rmSync(folder, { recursive: true, force: true });
		},
	};
}

module.exports = { startDatabases };
