// What A11yJSON's own schema finds wrong with each PlaceInfo of a file: one list of errors for each.
import { readFileSync } from "node:fs";

import { getPlaceInfoSchemaDefinition } from "@sozialhelden/a11yjson";
import simplSchema from "@sozialhelden/simpl-schema";

const SimpleSchema = simplSchema.default ?? simplSchema;
const schema = new SimpleSchema(getPlaceInfoSchemaDefinition());
const places = JSON.parse(readFileSync(process.argv[2], "utf8"));
const found = places.map((place) => {
  const context = schema.newContext();
  context.validate(place);
  return context.validationErrors().map(({ name, type }) => ({ name, type }));
});
console.log(JSON.stringify(found));
