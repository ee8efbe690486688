"""Every fault a timetable's files can have: its code, how much it takes away, and what is done."""

from modugil.core.notices import Severity

_ERROR, _WARNING, _INFO = Severity.ERROR, Severity.WARNING, Severity.INFO

GTFS_FAULTS: dict[str, tuple[Severity, str]] = {
    # the form of the files
    "files_in_folder": (
        _INFO,
        "The files lie in a folder inside the zip; they are read from there.",
    ),
    "column_twice": (_WARNING, "The header names this column twice; the first one is read."),
    "row_length": (
        _WARNING,
        "The row has not as many fields as the header; missing ones are read as empty.",
    ),
    "invalid_time": (_WARNING, "This is not a time like 08:15:00; it is read as empty."),
    "invalid_date": (
        _ERROR,
        "This is not a date like 20261123 from 1970 to 2149; the row is left out.",
    ),
    "invalid_number": (_WARNING, "This is not a number that is allowed here; it is read as empty."),
    "invalid_choice": (
        _WARNING,
        "This is not one of the values that are allowed here; it is read as empty.",
    ),
    "invalid_position": (
        _WARNING,
        "This is not a latitude or longitude in degrees; it is read as empty.",
    ),
    "invalid_colour": (
        _WARNING,
        "This is not a colour of six hexadecimal digits; it is read as empty.",
    ),
    "id_missing": (_ERROR, "The row has no id; it is left out."),
    "id_twice": (_ERROR, "Another row has the same id; the first one is kept."),
    # references
    "agency_unknown": (_WARNING, "There is no agency with this id; the line is kept without one."),
    "parent_unknown": (
        _WARNING,
        "There is no stop with this id; the row is kept without a parent.",
    ),
    "level_unknown": (_WARNING, "There is no level with this id; the stop is kept without one."),
    "shape_unknown": (_WARNING, "There is no shape with this id; the trip is kept without one."),
    "route_unknown": (_ERROR, "There is no route with this id; the row is left out."),
    "service_unknown": (_ERROR, "There is no service with this id; the trip is left out."),
    "trip_unknown": (_ERROR, "There is no trip with this id; the row is left out."),
    "stop_unknown": (_ERROR, "There is no stop with this id; the row is left out."),
    # agencies and lines
    "time_zone_unknown": (_WARNING, "There is no such time zone; the region's own is used."),
    "time_zone_differs": (_WARNING, "This time zone differs from the one the times are read in."),
    "route_without_name": (
        _WARNING,
        "The route has neither a short nor a long name; its id is shown.",
    ),
    # stops
    "position_missing": (_ERROR, "The stop has no usable position; it is left out."),
    "position_from_parent": (_WARNING, "The stop has no usable position; its parent's is used."),
    "parent_wrong_type": (
        _WARNING,
        "A stop of this type cannot have this parent; it is kept without one.",
    ),
    "parent_missing": (_WARNING, "A stop of this type must have a parent, and names none."),
    # days
    "calendar_backwards": (_ERROR, "The service ends before it begins; the row is left out."),
    "service_never_runs": (_INFO, "The service runs on no day."),
    # trips and their times
    "trip_without_stops": (_WARNING, "The trip has no stop times; it is left out."),
    "trip_one_stop": (
        _WARNING,
        "The trip has only one stop with a time around it; it is left out.",
    ),
    "trip_without_times": (_WARNING, "None of the trip's stops has a time; the trip is left out."),
    "trip_end_without_time": (
        _WARNING,
        "The stop lies before the first or after the last time; it is left out.",
    ),
    "times_decrease": (
        _ERROR,
        "The time is earlier than one before it; the whole trip is left out.",
    ),
    "sequence_missing": (_ERROR, "The row has no stop_sequence; it is left out."),
    "sequence_twice": (_ERROR, "The trip has this stop_sequence twice; the first one is kept."),
    "stop_not_a_platform": (
        _WARNING,
        "Trips stop at platforms, and this is something else; it is kept.",
    ),
    "zone_ignored": (
        _INFO,
        "Trips on demand within a zone are not planned; such rows are left out.",
    ),
    "continuous_ignored": (
        _INFO,
        "Boarding between stops is not planned; this column is not read further.",
    ),
    "invalid_headway": (_ERROR, "The headway is missing or not above zero; the row is left out."),
    "frequency_empty": (_ERROR, "The span has no beginning or no time in it; the row is left out."),
    # changing and walking inside stations
    "transfer_without_stops": (
        _ERROR,
        "The transfer says not between which stops; it is left out.",
    ),
    "transfer_without_time": (
        _WARNING,
        "A transfer of this type must say its least time, and does not.",
    ),
    "transfer_of_repeated_trip": (
        _INFO,
        "The trip repeats by frequencies.txt; only its first run is meant here.",
    ),
    "exit_gate_two_way": (
        _WARNING,
        "An exit gate cannot be passed both ways; only the way out is kept.",
    ),
    "pathway_to_station": (
        _WARNING,
        "A pathway ends at parts of a station, not at the station itself; it is kept.",
    ),
    # measures of platforms and vehicles
    "invalid_measure": (
        _WARNING,
        "This is not a length in metres that is possible here; it is read as empty.",
    ),
    "measure_missing": (_WARNING, "The row tells no measure; it is left out."),
    "measure_of_nothing": (_WARNING, "The row says not of what; it is left out."),
    "measure_twice": (_WARNING, "Another row measures the same; the first one is kept."),
    "measure_unmatched": (
        _WARNING,
        "No stop or trip of the timetables is meant by this row alone; it has no effect.",
    ),
    "kneeling_above_floor": (
        _WARNING,
        "A vehicle that kneels is not higher than before; the kneeling height is read as empty.",
    ),
    # shapes and words
    "shape_too_short": (_WARNING, "The shape has fewer than two usable points; it is left out."),
    "translation_incomplete": (
        _WARNING,
        "The translation lacks its table, field, language or key; it is left out.",
    ),
}
"""By code: the severity, and one sentence that says what is wrong and what is done about it."""
