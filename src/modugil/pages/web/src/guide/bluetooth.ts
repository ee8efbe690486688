// Positions from a receiver by Bluetooth Low Energy: NMEA 0183 notified over the Nordic UART service.
import type { Source, SourceNews } from "./guide";
import { type Characteristic, type Device, findBluetooth, ReceiverError, type ReadsFixes } from "./ports";

/** Source: Nordic UART Service; what the receiver sends is its TX characteristic. */
const UART = "6e400001-b5a3-f393-e0a9-e50e24dcca9e";
const SENT = "6e400003-b5a3-f393-e0a9-e50e24dcca9e";
/** How long after a break one waits before connecting anew; each try waits longer, up to the last. */
const PAUSES_MS = [1000, 2000, 5000, 10_000];

export class RadioReceiver implements Source {
  private device: Device | null = null;
  private stopped = false;
  private tries = 0;
  private timer = 0;
  private readonly leave = (): void => {
    if (this.stopped) return;
    this.tell({ kind: "lost", why: "unplugged" });
    this.comeBack();
  };

  /** One function for every connection: what is told twice to one listener is heard once. */
  private readonly take = ({ target }: Event): void => {
    const { value } = target as Characteristic;
    if (this.stopped || !value) return;
    for (const fix of this.nmea.read(new Uint8Array(value.buffer, value.byteOffset, value.byteLength))) this.tell({ kind: "fix", fix });
  };
  private tell: (news: SourceNews) => void = () => undefined;

  constructor(private readonly nmea: ReadsFixes) {}

  /** The browser's own list of receivers opens. Throws ReceiverError where none is chosen or it is no receiver. */
  async start(tell: (news: SourceNews) => void): Promise<void> {
    [this.tell, this.stopped] = [tell, false];
    const device = await findBluetooth()?.requestDevice({ filters: [{ services: [UART] }] }).catch(() => undefined);
    if (!device) throw new ReceiverError("unchosen");
    if (this.stopped) return;
    this.device = device;
    device.addEventListener("gattserverdisconnected", this.leave);
    try {
      await this.connect(device);
    } catch {
      this.stop();
      throw new ReceiverError("foreign");
    }
  }

  stop(): void {
    this.stopped = true;
    window.clearTimeout(this.timer);
    this.device?.removeEventListener("gattserverdisconnected", this.leave);
    this.device?.gatt?.disconnect();
    this.device = null;
  }

  private async connect(device: Device): Promise<void> {
    const server = await device.gatt?.connect();
    const sent = await (await server?.getPrimaryService(UART))?.getCharacteristic(SENT);
    if (!sent) throw new ReceiverError("foreign");
    sent.addEventListener("characteristicvaluechanged", this.take);
    await sent.startNotifications();
    // it was there only after somebody had had enough
    if (this.stopped) server?.disconnect();
  }

  private comeBack(): void {
    const pause = PAUSES_MS[Math.min(this.tries++, PAUSES_MS.length - 1)];
    this.timer = window.setTimeout(() => {
      const { device } = this;
      if (!device || this.stopped) return;
      this.connect(device).then(
        () => {
          this.tries = 0;
          this.tell({ kind: "back" });
        },
        () => this.comeBack(),
      );
    }, pause);
  }
}
