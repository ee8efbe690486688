"""What a reader must know to compare the numbers of a workload; printed under its heading."""

from __future__ import annotations

_FEED = (
    "Both read the same prepared feed and follow the same rules ([bench/README.md]"
    "(../bench/README.md)). Ours are the journeys as a caller gets them, with every leg, its "
    "times, stops and trips; pynigiri's are its own journey objects. The two footpath rules are "
    "those of pynigiri's importer, with and without joining stops of the same name."
)
REMARKS: dict[str, tuple[str, ...]] = {
    "transit, footpaths 100 m": (_FEED,),
    "transit, footpaths 100 m or same name": (_FEED,),
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
        "Valhalla draws its reachable area as a polygon on a grid, ours are streets with how far "
        "one gets along them: places at the edge differ.",
    ),
    "door to door": (
        "*Journeys* is what a search gives: all journeys that no other beats in arrival, "
        "boardings and unverified metres. *The whole answer* adds what people and the API get: "
        "each way traced, told in sentences, and the quicker way that was refused with its "
        "barrier. By wheelchair no way at all is found for many pairs, since many buses here are "
        "not accessible and stops lie beyond refused streets: *found* counts pairs with a "
        "journey, the whole answer also counts the least-bad way.",
        "No peer of this area comes as a Python package. Remembered from an earlier measurement "
        "on two such cores, not of this run and not of the same pairs: R5 (Java) on foot 5.10 ms "
        "median and 9.85 ms p99 with a departure window of one minute, Valhalla multimodal 25.9 "
        "ms, by wheelchair 23.9 ms.",
    ),
    "a person's needs": (
        "Compiled when somebody asks with limits that nobody had before, then kept: the cost of "
        "every street in both directions, where every stop hangs on the streets, the walks "
        "between all stops.",
    ),
}
