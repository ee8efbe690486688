// onebusaway.mjs ADDRESS CALLS: asks a server with the SDK that others wrote. CALLS is a JSON list of
// [resource, method, id or null, words]; prints what it offers and what came back for each call.
import OnebusawaySDK from "onebusaway-sdk";

const [address, calls] = process.argv.slice(2);
const client = new OnebusawaySDK({ baseURL: address, apiKey: "test", maxRetries: 0 });
const offers = [];
for (const [name, resource] of Object.entries(client)) {
  for (const method of ["retrieve", "list"]) {
    if (typeof resource?.[method] === "function") offers.push(`${name}.${method}`);
  }
}
const answers = [];
for (const [resource, method, id, words] of JSON.parse(calls)) {
  const given = [...(id === null ? [] : [id]), ...(Object.keys(words).length ? [words] : [])];
  try {
    answers.push(await client[resource][method](...given));
  } catch (error) {
    answers.push({ failed: String(error), status: error.status ?? null });
  }
}
console.log(JSON.stringify({ offers, answers }));
