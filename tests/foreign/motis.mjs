// Asks a server through the MOTIS client and judges its answers by the client's own schemas.
// node motis.mjs BASE_URL '[{"call": "plan", "query": {...}}, ...]' prints [{data, error, status, faults}]
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import * as motis from "@motis-project/motis-client";

const dist = join(
  dirname(fileURLToPath(import.meta.url)),
  "node_modules/@motis-project/motis-client/dist",
);
const schemas = await import(pathToFileURL(join(dist, "schemas.gen.js")));

function schemaOf(reference) {
  const name = `${reference.split("/").at(-1)}Schema`;
  if (!(name in schemas)) throw new Error(`the client has no ${name}`);
  return schemas[name];
}

function judge(value, schema, where, faults) {
  if (schema.$ref) return judge(value, schemaOf(schema.$ref), where, faults);
  for (const part of schema.allOf ?? []) judge(value, part, where, faults);
  if (schema.enum && !schema.enum.includes(value)) faults.push(`${where} is ${value}`);
  const kind = schema.type ?? (schema.properties ? "object" : undefined);
  if (kind === "array") {
    if (!Array.isArray(value)) return faults.push(`${where} is no array`);
    value.forEach((one, row) => judge(one, schema.items, `${where}[${row}]`, faults));
  } else if (kind === "object") {
    if (value === null || typeof value !== "object") return faults.push(`${where} is no object`);
    for (const name of schema.required ?? [])
      if (!(name in value)) faults.push(`${where}.${name} is missing`);
    const known = schema.properties ?? {};
    for (const [name, one] of Object.entries(value)) {
      if (name in known) judge(one, known[name], `${where}.${name}`, faults);
      else if (schema.properties) faults.push(`${where}.${name} is not known`);
    }
  } else if (kind === "integer") {
    if (!Number.isInteger(value)) faults.push(`${where} is no integer`);
  } else if (kind === "number" || kind === "string" || kind === "boolean") {
    if (typeof value !== kind) faults.push(`${where} is no ${kind}`);
    if (schema.format === "date-time" && Number.isNaN(Date.parse(value)))
      faults.push(`${where} is no time`);
  }
}

// What the description of the API says of the two answers themselves.
const list = (name) => ({ type: "array", items: { $ref: `/${name}` } });
const text = { type: "string" };
const answers = {
  plan: {
    type: "object",
    required: ["requestParameters", "debugOutput", "from", "to", "direct", "itineraries",
      "previousPageCursor", "nextPageCursor"],
    properties: {
      requestParameters: { type: "object" },
      debugOutput: { type: "object" },
      from: { $ref: "/Place" },
      to: { $ref: "/Place" },
      direct: list("Itinerary"),
      itineraries: list("Itinerary"),
      previousPageCursor: text,
      nextPageCursor: text,
    },
  },
  stoptimes: {
    type: "object",
    required: ["stopTimes", "place", "previousPageCursor", "nextPageCursor"],
    properties: {
      stopTimes: list("StopTime"),
      place: { $ref: "/Place" },
      previousPageCursor: text,
      nextPageCursor: text,
    },
  },
};

const [base, asked] = process.argv.slice(2);
motis.client.setConfig({ baseUrl: base });
const told = [];
for (const { call, query } of JSON.parse(asked)) {
  const { data, error, response } = await motis[call]({ query });
  const faults = [];
  if (data !== undefined) judge(data, answers[call], call, faults);
  else judge(error, { $ref: "/Error" }, "error", faults);
  told.push({ data, error, status: response.status, faults });
}
console.log(JSON.stringify(told));
