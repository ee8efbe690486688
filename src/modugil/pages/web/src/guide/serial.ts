// Positions from a receiver at the end of a cable: bytes of NMEA 0183 over Web Serial.
import type { Source, SourceNews } from "./guide";
import { findSerial, ReceiverError, type ReadsFixes, type SerialPort } from "./ports";

export class CableReceiver implements Source {
  private port: SerialPort | null = null;
  private reader: ReadableStreamDefaultReader<Uint8Array> | null = null;
  private stopped = false;

  constructor(private readonly baudRate: number, private readonly nmea: ReadsFixes) {}

  /** The browser's own list of receivers opens. Throws ReceiverError where none is chosen or it cannot be opened. */
  async start(tell: (news: SourceNews) => void): Promise<void> {
    this.stopped = false;
    const port = await findSerial()?.requestPort().catch(() => undefined);
    if (!port) throw new ReceiverError("unchosen");
    if (this.stopped) return;
    try {
      await port.open({ baudRate: this.baudRate });
    } catch {
      throw new ReceiverError("busy");
    }
    if (this.stopped) return void port.close().catch(() => undefined);
    this.port = port;
    void this.listen(port, tell);
  }

  stop(): void {
    this.stopped = true;
    const { port, reader } = this;
    [this.port, this.reader] = [null, null];
    // a port can be closed only once nobody reads it any more
    void (reader?.cancel() ?? Promise.resolve()).catch(() => undefined).then(() => port?.close().catch(() => undefined));
  }

  /** Bytes as they come: a disturbed line is no reason to stop, a port without a stream is. */
  private async listen(port: SerialPort, tell: (news: SourceNews) => void): Promise<void> {
    while (port.readable && !this.stopped) {
      const reader = (this.reader = port.readable.getReader());
      try {
        await this.readAll(reader, tell);
        break; // the stream ended
      } catch (error) {
        console.warn("the receiver's line is disturbed", error);
      } finally {
        reader.releaseLock();
      }
    }
    if (!this.stopped) tell({ kind: "lost", why: "unplugged" });
  }

  private async readAll(reader: ReadableStreamDefaultReader<Uint8Array>, tell: (news: SourceNews) => void): Promise<void> {
    for (;;) {
      const { value, done } = await reader.read();
      if (done) return;
      for (const fix of this.nmea.read(value)) tell({ kind: "fix", fix });
    }
  }
}
