// Decodes GTFS-Realtime feeds, each given as a file, with the JavaScript bindings; prints them.
import { readFileSync } from "node:fs";

import bindings from "gtfs-realtime-bindings";

const { FeedMessage } = bindings.transit_realtime;
const feeds = process.argv.slice(2).map((file) =>
  FeedMessage.toObject(FeedMessage.decode(readFileSync(file)), { longs: String, enums: String }),
);
console.log(JSON.stringify(feeds));
