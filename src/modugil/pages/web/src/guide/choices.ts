// How somebody wants to be guided: kept in this browser, sent nowhere.

export interface Choices {
  voice: boolean;
  /** The voice's own address, "" for the one the device takes. */
  voiceName: string;
  rate: number;
  buzz: boolean;
  large: boolean;
  northUp: boolean;
  /** Where positions come from: never a preview or a recording, or one would take it for the way one goes next time. */
  source: string;
  baud: number;
}

const KEY = "modugil.guide";
const DEFAULT: Choices = { voice: true, voiceName: "", rate: 1, buzz: true, large: false, northUp: false, source: "device", baud: 115200 };
const [SLOWEST, FASTEST] = [0.5, 2];

/** What was chosen before; what is missing or no such value is as it is for everybody. */
export function readChoices(): Choices {
  const choices = { ...DEFAULT };
  const kept = parse();
  for (const key of Object.keys(DEFAULT) as (keyof Choices)[])
    if (typeof kept[key] === typeof DEFAULT[key]) Object.assign(choices, { [key]: kept[key] });
  if (!(choices.rate >= SLOWEST && choices.rate <= FASTEST)) choices.rate = DEFAULT.rate;
  return choices;
}

export function keepChoices(choices: Choices): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(choices));
  } catch {
    // storage is off: the choices hold for this page only
  }
}

function parse(): Record<string, unknown> {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? "{}");
    return typeof kept === "object" && kept !== null ? (kept as Record<string, unknown>) : {};
  } catch {
    return {}; // storage is off, or holds something else
  }
}
