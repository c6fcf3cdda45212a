/** Asks the app's own server about tokens. */
async function ask(path, options) {
  const response = await fetch(`/_app/tokens${path}`, options);
  return response.status === 204 ? null : response.json();
}

export const listTokens = () => ask('');
export const readToken = (id) => ask(`/${id}`);
export const readValue = async (id) => (await ask(`/${id}/value`)).value;
export const deleteToken = (id) => ask(`/${id}`, { method: 'DELETE' });
export const createToken = (form) => ask('', { method: 'POST', body: JSON.stringify(form) });
