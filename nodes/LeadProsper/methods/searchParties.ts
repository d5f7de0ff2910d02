import type { IDataObject, ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import { checkId } from '../../shared/fields/ids';
import { createClient, FOR_A_SEARCH } from '../../shared/transport/client';
import { isPaused, partiesOf, partyName, readCampaign, type PartyKind } from '../api/campaigns';
import { leadProsper } from '../api/service';
import { matching } from './matching';
import { refuseLists } from './refuseLists';

/**
 * The buyers of the picked campaign whose name or id contains `filter`, the paused ones last.
 *
 * @throws NodeOperationError if no campaign was picked, or it comes from an expression
 */
export async function searchBuyers(this: ILoadOptionsFunctions, filter = '') {
	return await searchParties(this, 'buyers', filter);
}

/** As `searchBuyers`, for suppliers. */
export async function searchSuppliers(this: ILoadOptionsFunctions, filter = '') {
	return await searchParties(this, 'suppliers', filter);
}

async function searchParties(
	context: ILoadOptionsFunctions,
	kind: PartyKind,
	filter: string,
): Promise<INodeListSearchResult> {
	refuseLists(context, kind === 'suppliers' ? 'supplier’s' : 'buyer’s');
	const id = checkId(context.getNode(), 0, 'Campaign ID', pickedCampaign(context, kind));
	const campaign = await readCampaign(createClient(context, leadProsper, FOR_A_SEARCH), id);
	const parties = partiesOf(campaign, kind);
	const live = parties.filter((party) => !isPaused(party));
	return matching([...live, ...parties.filter(isPaused)].map(listEntry), filter);
}

function pickedCampaign(context: ILoadOptionsFunctions, kind: PartyKind): unknown {
	const id = context.getCurrentNodeParameter('campaignId', { extractValue: true });
	if (id && !String(id).startsWith('=')) return id;
	throw new NodeOperationError(
		context.getNode(),
		id ? 'The campaign comes from an expression' : 'No campaign was picked yet',
		{
			description: `The list shows the ${kind} of one campaign. ${
				id ? 'Enter the ID under By ID here, too.' : 'Pick the campaign first.'
			}`,
		},
	);
}

const listEntry = (party: IDataObject) => ({
	name: `${partyName(party)} (${String(party.id)})${isPaused(party) ? ' (paused)' : ''}`,
	value: String(party.id),
});
