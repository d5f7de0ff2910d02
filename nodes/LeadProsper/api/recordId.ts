/**
 * An id as the service answers it: campaigns, suppliers and buyers have numbers, which are text in
 * the fields of a node. What is no number stays as it is.
 */
export const toRecordId = (id: string) => (String(Number(id)) === id ? Number(id) : id);
