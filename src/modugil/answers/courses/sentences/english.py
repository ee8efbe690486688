"""The phrases in English."""

from modugil.answers.courses.sentences.course_phrases import CoursePhrases

ENGLISH = CoursePhrases(
    verdicts=(
        "Every measured point can be passed with these needs.",
        "There is a point that cannot be passed with these needs.",
        "It is not known whether it can be passed with these needs.",
    ),
    nothing_asked="These needs ask nothing of slopes or widths.",
    stops_at="It stops at {point}. {why}",
    more_stops="Further points that stop it: {n}.",
    aspects={
        "slope": "slope",
        "width": "width of the path",
        "steps": "steps",
        "surface": "surface",
        "evenness": "evenness of the surface",
        "word": "use in a wheelchair",
        "kerb": "kerbs",
        "cross_slope": "sideways slope",
        "crossing": "crossings",
    },
    known="{what|cap}: known at {n} of {all} points.",
    known_nowhere="{what|cap}: not measured at any point.",
    too_steep="Slope of {deg} degrees ({percent} %): steeper than the limit of {limit} %.",
    too_narrow="Width of {width}: narrower than the {limit} that is needed.",
    steps_counted="Steps: {n}.",
    steps_named="There are steps; nobody says how many.",
    surface_refused="The surface is {surface}, which cannot be passed.",
    said_unusable="It is said not to be usable in a wheelchair.",
    steep_back="Slope of {deg} degrees ({percent} %): in one direction steeper than the limit.",
    warned="Warning of the ground: {state}.",
    perhaps="{what|cap}: what is known lies on both sides of the limit.",
    not_measured="Not known: {things}.",
    order_track="The points stand in the order of a recorded track (stretches: {n}, {length}).",
    order_said="The order of the points was given by a source or by staff.",
    order_unknown="The order in which one meets the points is not known; rows of a file are no "
    "walking order.",
    along="{m} from the start of stretch {stretch}",
    part={
        "whole": "The whole course, {all} points: nothing was measured that stops it.",
        "run": "From {start} to {end}, {length}, {n} points: nothing was measured that stops it.",
        "recommended": "The {n} points that the survey recommends: nothing was measured that stops "
        "it. It does not recommend, or says nothing of, the other {rest}.",
        "points": "At {n} of {all} points nothing was measured that stops it. Whether a way joins "
        "them is not known.",
        "none": "Every point is beyond these needs.",
    },
    part_unsure="Not everything was measured, so nobody can say that it can be passed.",
    effort="Measured slopes: {n}, together {length}. They take as much strength or battery as "
    "{level} on the level.",
    effort_none="Not known: of no slope that can be passed both steepness and length are known.",
    effort_refused="Slopes beyond these needs, not counted: {n}.",
    effort_unmeasured="Points without a measured slope and length, not counted: {n}.",
    effort_rule="Estimated as length × (sin slope + 0.015 × cos slope) ÷ 0.015; going down it is "
    "the strength to hold back. Firm ground is assumed.",
    piece="{points}: {slope}, {length}, {way}. As much as {level} on the level.",
    offers={
        "toilet": "Accessible toilet",
        "other_toilet": "Toilet (not known whether accessible)",
        "parking": "Accessible parking",
        "other_parking": "Car park (accessible spaces not known)",
        "rest": "Place to rest",
        "water": "Drinking water",
    },
    offer="{what}: {point}",
    offers_none={
        "toilet": "It is not known whether there is an accessible toilet on this course.",
        "parking": "It is not known whether there is accessible parking on this course.",
        "rest": "It is not known whether there is a place to rest on this course.",
    },
    recommended="On the recommended course.",
    not_recommended="Not on the recommended course.",
    rule="Only measured points are judged. Nobody measured between them; slopes are judged there "
    "and back; what was measured at a point counts for the course even if it stands beside the "
    "path.",
    none="This region has no measured courses.",
    count="Courses: {n}. Passable: {yes}; not passable: {no}; not known: {unknown}.",
)
