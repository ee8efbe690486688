// The screen stays on while somebody is guided, where the browser can do that.

export class Awake {
  private lock: WakeLockSentinel | null = null;
  private wanted = false;
  private readonly again = (): void => {
    if (this.wanted && document.visibilityState === "visible") void this.take();
  };

  /** Whether the screen stays on. */
  async begin(): Promise<boolean> {
    this.wanted = true;
    // a page that is hidden loses it
    document.addEventListener("visibilitychange", this.again);
    return this.take();
  }

  end(): void {
    this.wanted = false;
    document.removeEventListener("visibilitychange", this.again);
    void this.lock?.release().catch(() => undefined);
    this.lock = null;
  }

  private async take(): Promise<boolean> {
    try {
      this.lock = (await navigator.wakeLock?.request("screen")) ?? null;
    } catch {
      this.lock = null; // the battery is low, or it is not allowed
    }
    if (!this.wanted) this.end();
    return this.lock !== null;
  }
}
