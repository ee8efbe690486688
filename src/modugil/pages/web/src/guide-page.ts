// Somebody is guided along a way, on this device alone.
import { startPage } from "./guide/page";

startPage();
performance.mark("interactive");
