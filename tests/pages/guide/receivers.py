"""Receivers that a browser without a list of devices is given: all behind them is real."""

PORT = """
  window.opened = [];
  let lane;
  const readable = new ReadableStream({ start: (told) => { lane = told; } });
  const bytes = new TextEncoder();
  window.send = (piece) => lane.enqueue(bytes.encode(piece));
  window.unplug = () => lane.close();
  const port = { readable, open: async (how) => { opened.push(how); }, close: async () => {} };
  const requestPort = async () => port;
  Object.defineProperty(navigator, "serial", { value: { requestPort } });
"""
"""The browser's list of receivers is replaced: the stream, its parser and the page are real."""
RADIO = """
  window.connected = 0;
  const bytes = new TextEncoder();
  const sent = Object.assign(new EventTarget(), { startNotifications: async () => sent });
  window.notify = (piece) => {
    sent.value = new DataView(bytes.encode(piece).buffer);
    sent.dispatchEvent(new Event("characteristicvaluechanged"));
  };
  const gatt = {
    connect: async () => { connected += 1; return gatt; },
    disconnect: () => {},
    getPrimaryService: async () => ({ getCharacteristic: async () => sent }),
  };
  const device = Object.assign(new EventTarget(), { gatt });
  window.leave = () => device.dispatchEvent(new Event("gattserverdisconnected"));
  const requestDevice = async ({ filters }) => {
    window.wanted = filters[0].services;
    return device;
  };
  Object.defineProperty(navigator, "bluetooth", { value: { requestDevice } });
"""
"""A device that notifies, in place of the browser's list of devices and of its radio."""
