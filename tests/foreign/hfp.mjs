// Subscribes to each of these topic filters with a client of its own and keeps what comes.
// node hfp.mjs URL NAME SECRET FILTER... prints "ready", and once its input ends what it kept:
// {filter: [[topic, payload], ...]}
import mqtt from "mqtt";

const [url, username, password, ...filters] = process.argv.slice(2);
const kept = {};
const clients = [];
for (const filter of filters) {
  kept[filter] = [];
  const told = username ? { username, password } : {};
  const client = await mqtt.connectAsync(url, { ...told, protocolVersion: 4 });
  client.on("message", (topic, payload) => kept[filter].push([topic, payload.toString("utf8")]));
  await client.subscribeAsync(filter);
  clients.push(client);
}
process.stdout.write("ready\n");
process.stdin.resume();
process.stdin.on("end", async () => {
  for (const client of clients) await client.endAsync();
  process.stdout.write(`${JSON.stringify(kept)}\n`);
});
