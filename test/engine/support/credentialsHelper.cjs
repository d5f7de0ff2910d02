const { ICredentialsHelper, NodeHelpers } = require('n8n-workflow');

/** n8n's credentials helper, reading from a plain object; `authenticate` does what n8n's does. */
class CredentialsHelper extends ICredentialsHelper {
	constructor(types, store) {
		super();
		this.types = types;
		this.store = store;
		/** How often a credential was read. */
		this.readings = 0;
	}

	getParentTypes(name) {
		return this.types[name]?.extends ?? [];
	}

	getCredentialsProperties(name) {
		return this.types[name].properties;
	}

	/** @returns {Promise<never>} */
	async getCredentials() {
		throw new Error('not used by the engine tests');
	}

	/** @returns {Promise<object>} the values of its fields */
	async getDecrypted(_additionalData, { id, name }, type, _mode, _data, _raw, at) {
		this.readings++;
		const data = this.store[id ?? name];
		if (!data) throw new Error(`No credential ${id ?? name}`);
		const { properties } = this.types[type];
		const values = NodeHelpers.getNodeParameters(properties, data, true, false, null, null);
		if (!values) throw new Error(`The credential ${id ?? name} has no fields`);
		if (!at) return values;
		const { workflow, runExecutionData, runIndex, itemIndex, node, connectionInputData } = at;
		return workflow.expression.getParameterValue(
			values,
			runExecutionData,
			runIndex,
			itemIndex,
			node.name,
			connectionInputData,
			'manual',
			{},
			undefined,
			false,
			{},
		);
	}

	async updateCredentials() {}

	async updateCredentialsOauthTokenData() {}

	isCredentialUsableByNode() {
		return true;
	}

	async preAuthentication() {
		return undefined;
	}

	async authenticate(credentials, type, request, workflow, node) {
		const { properties } = this.types[type].authenticate;
		const resolve = (value) => {
			if (!value.startsWith('=')) return value;
			const keys = { $credentials: credentials };
			const { expression } = workflow;
			return String(
				expression.getSimpleParameterValue(node, value, 'internal', keys, undefined, ''),
			);
		};
		for (const [part, entries] of Object.entries(properties)) {
			request[part] ??= {};
			for (const [name, value] of Object.entries(entries)) {
				request[part][resolve(name)] = resolve(value);
			}
		}
		return request;
	}
}

module.exports = { CredentialsHelper };
