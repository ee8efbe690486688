// Where a place is told of, by what a plan takes: a stop's departures, anything else's own page.

/** "" for a point on the map. A slash in an id is escaped twice, as it would end a part of the address. */
export function addressOf(ref: string): string {
  const page = ref.startsWith("stop:") ? "stops" : ref.startsWith("place:") ? "places" : "";
  if (!page) return "";
  const part = encodeURIComponent(ref.slice(ref.indexOf(":") + 1).replaceAll("/", "%2F"));
  const language = new URLSearchParams(location.search).get("language");
  return `/${page}/${part}${language ? `?${new URLSearchParams({ language })}` : ""}`;
}
