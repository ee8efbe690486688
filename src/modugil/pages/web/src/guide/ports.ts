// What browsers offer to talk to a receiver: as much of Web Serial and Web Bluetooth as is used here.
// Source: Web Serial API, Web Bluetooth (W3C community drafts).
import type { Fix } from "./guide";

export interface SerialPort extends EventTarget {
  readonly readable: ReadableStream<Uint8Array> | null;
  open(options: { baudRate: number }): Promise<void>;
  close(): Promise<void>;
}
export interface Serial {
  requestPort(): Promise<SerialPort>;
}

export interface Characteristic extends EventTarget {
  readonly value?: DataView;
  startNotifications(): Promise<Characteristic>;
}
interface Service {
  getCharacteristic(id: string): Promise<Characteristic>;
}
interface Server {
  connect(): Promise<Server>;
  disconnect(): void;
  getPrimaryService(id: string): Promise<Service>;
}
export interface Device extends EventTarget {
  readonly gatt?: Server;
}
export interface Bluetooth {
  requestDevice(options: { filters: { services: string[] }[] }): Promise<Device>;
}

const offered = navigator as Navigator & { serial?: Serial; bluetooth?: Bluetooth };

/** Asked for anew each time: undefined where the browser offers none. */
export const findSerial = (): Serial | undefined => offered.serial;
export const findBluetooth = (): Bluetooth | undefined => offered.bluetooth;

/** Makes fixes of what a receiver sends, in whatever pieces it arrives. */
export interface ReadsFixes {
  read(piece: Uint8Array): Fix[];
}

/** Something of a receiver went wrong: the last part of a key `guide.lost_...`. */
export class ReceiverError extends Error {
  constructor(readonly why: "unchosen" | "busy" | "foreign" | "unplugged") {
    super(why);
  }
}
