"""What a reader must know to compare the numbers of a workload; printed under its heading."""

from __future__ import annotations

_FEED = (
    "Both read the same prepared feed and follow the same rules ([bench/README.md]"
    "(../bench/README.md)). Ours are the journeys as a caller gets them, with every leg, its "
    "times, stops and trips; pynigiri's are its own journey objects. The footpaths are those that "
    "pynigiri's importer makes between stops at most 100 m apart."
)
REMARKS: dict[str, tuple[str, ...]] = {
    "transit, footpaths 100 m": (_FEED,),
    "transit, footpaths 100 m or same name": (
        "As above, with ten times as many footpaths: stops of the same name are joined too.",
    ),
    "streets": (
        "*Wheelchair* means different things. Ours is the preset for a powered wheelchair: it "
        "refuses steps, kerbs above 3 cm, slopes above 12 %, widths below 0.8 m and loose or "
        "rough ground, and goes half a time longer around what is not known and around the "
        "carriageway. Valhalla's is its pedestrian costing of type wheelchair: no steps, another "
        "default for slopes, and no notion of unknown. So the share found and the lengths differ "
        "by intent. OSRM has one prepared foot profile and no wheelchair.",
        "*Told in full* is ours alone: the same route with its line on the map and its facts "
        "(metres by surface, climb, worst slope, narrowest point, kerbs, unverified metres). The "
        "peers answer a plain route with their length and time; Valhalla's answer holds the line, "
        "OSRM's does not. Our matrix is one search from each origin, without a hierarchy.",
        "Valhalla draws its reachable area as a polygon on a grid, ours are stretches of streets: "
        "places at the edge differ. A place counts as reached by ours only if a street beside it "
        "is.",
    ),
    "door to door": (
        "*Journeys* is what a search gives: all journeys that no other beats in arrival, "
        "boardings and unverified metres. *The whole answer* adds what people and the API get: "
        "each way traced and told in sentences, and the quicker way that was refused with the "
        "barrier that refused it. By wheelchair a third of the pairs has no journey: half the "
        "buses here are not accessible, and many streets are refused. The whole answer then gives "
        "the way that breaks the needs least and names its barriers, which is slow: that is its "
        "p99.",
        "No peer of this area comes as a Python package. Remembered from an earlier measurement "
        "on two such cores, not of this run and not of the same pairs: R5 (Java) on foot 5.10 ms "
        "median and 9.85 ms p99 with a departure window of one minute, Valhalla multimodal 25.9 "
        "ms, by wheelchair 23.9 ms.",
    ),
    "a bus's place": (
        "The two do different work. Valhalla looks for the streets of OpenStreetMap that a trace "
        "drove, among all of them (`trace_attributes`, `map_snap`, costing `bus`), the whole trace "
        "at once. Ours follows point after point and puts each on the way of one trip: the named "
        "one, or the one that it finds among all ways and times of the timetable; stop events, "
        "layovers and detours are told in the same time. 600 points in 0.6 ms are a million a "
        "second.",
        "The truth lies on the timetable's shapes. Streets of OpenStreetMap lie some metres beside "
        "them, so that Valhalla's metres from the truth are partly those between two drawings. "
        "Points without a place are for Valhalla those it could not match, for ours those before "
        "a trip was found. One tick has the work of a second of a large fleet: one point of each "
        "of 10,000 buses, whose states do not fit the processor's cache.",
    ),
    "a fleet at 1 Hz": (
        "*Visible* is from the instant at which the terminal measured a fix to the snapshot that "
        "every reader gets, by one clock for both processes (read over HTTP, a few "
        "milliseconds off). The simulated way from the terminal is in it, 0.1 s in the mean. "
        "*Ack* is from sending to the acknowledgement, which is sent only when the fix is on the "
        "disk; its p99 includes the seconds in which all terminals connect. *Cores* are CPU "
        "seconds a second of the whole process: the sender is `modugil simulate`, on the same "
        "processors.",
        "What bounds it: a tick waits for the half second to be over, and takes a tenth of one at "
        "10,000 buses (matching, predictions, the snapshot). All else is the doors' work on "
        "single messages in Python, one thread's, about 50 microseconds each with the system's "
        "part of it: that thread would be full at some 20,000 messages a second.",
    ),
    "a person's needs": (
        "Compiled when somebody asks with limits that nobody had before, then kept: the cost of "
        "every street in both directions, where every stop hangs on the streets, the walks "
        "between all stops.",
    ),
}
