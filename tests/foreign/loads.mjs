// Every client of this folder can be loaded; prints what each is called and one thing it offers.
import * as motis from "@motis-project/motis-client";
import * as a11yjson from "@sozialhelden/a11yjson";
import bindings from "gtfs-realtime-bindings";
import mqtt from "mqtt";
import OnebusawaySDK from "onebusaway-sdk";

const found = {
  "@motis-project/motis-client": typeof motis.plan,
  "@sozialhelden/a11yjson": typeof a11yjson.getPlaceInfoSchemaDefinition,
  "gtfs-realtime-bindings": typeof bindings.transit_realtime.FeedMessage.decode,
  mqtt: typeof mqtt.connect,
  "onebusaway-sdk": typeof OnebusawaySDK,
};
console.log(JSON.stringify(found));
