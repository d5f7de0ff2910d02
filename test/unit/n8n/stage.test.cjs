/** What startStage does when it can't go on. The parts that it starts stand in for the real ones. */
const mockParts = {
	sandbox: { close: jest.fn() },
	server: { url: 'http://127.0.0.1:1', stop: jest.fn() },
	api: { signIn: jest.fn(), saveCredential: jest.fn(), createApiKey: jest.fn() },
};
jest.mock('../../../sandbox/index.cjs', () => ({ startSandbox: async () => mockParts.sandbox }));
jest.mock('../../../n8n/package.cjs', () => ({ pack: async () => '', installPackage() {} }));
jest.mock('../../../n8n/server.cjs', () => ({ startN8n: async () => mockParts.server }));
jest.mock('../../../n8n/api.cjs', () => ({ n8nApi: () => mockParts.api }));

const { startStage } = require('../../../n8n/stage.cjs');

const account = { apiKey: 'k', baseUrl: 'http://127.0.0.1:2' };

beforeEach(() => {
	jest.resetAllMocks();
	Object.assign(mockParts.sandbox, { leadProsper: account, prosperStack: account });
});

test.each(['signIn', 'saveCredential'])(
	'n8n does not go on running when %s fails',
	async (name) => {
		mockParts.api[name].mockRejectedValue(new Error('no'));
		await expect(startStage({ userFolder: '' })).rejects.toThrow('no');
		expect(mockParts.server.stop).toHaveBeenCalledTimes(1);
		expect(mockParts.sandbox.close).toHaveBeenCalledTimes(1);
	},
);

test('the error is told that came first', async () => {
	mockParts.api.signIn.mockRejectedValue(new Error('no'));
	mockParts.server.stop.mockRejectedValue(new Error('does not stop'));
	await expect(startStage({ userFolder: '' })).rejects.toThrow('no');
	expect(mockParts.sandbox.close).toHaveBeenCalledTimes(1);
});

test('all is running until it is closed', async () => {
	const stage = await startStage({ userFolder: '' });
	expect(mockParts.server.stop).not.toHaveBeenCalled();
	await stage.close();
	expect(mockParts.server.stop).toHaveBeenCalledTimes(1);
	expect(mockParts.sandbox.close).toHaveBeenCalledTimes(1);
});
