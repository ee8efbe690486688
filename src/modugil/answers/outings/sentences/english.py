"""The phrases in English."""

from modugil.answers.outings.sentences.outing_phrases import OutingPhrases

ENGLISH = OutingPhrases(
    start="Leave from {place}.",
    stay="Stay {took} at {place}.",
    pass_by="Pass by {place}.",
    toilet="Toilet: {place}, {took}.",
    charge="Charge {took} at {place}.",
    end="Arrive at {place}.",
    waits="Wait until it opens at {time}.",
    has_toilet="There is a toilet you can use here.",
    fills="Charge during the stay.",
    summary="{start}–{end}, {took}. {km} km on wheels or foot.",
    summary_charge="Charging: {took}.",
    summary_toilet="At most {n} minutes without a toilet.",
    battery_ends="The battery is empty at kilometre {km} ({start} → {end}).",
    reserve_ends="From kilometre {km} on, less is left in the battery than you keep "
    "({start} → {end}).",
    toilet_gap="{n} minutes without a toilet you can use: from {begin} to {until}, "
    "{start} → {end}.",
    fits="This day keeps every limit.",
    same="The day without limits keeps them all too.",
    short_toilet="No day was found that keeps the limit between toilets. This one comes nearest: "
    "its longest stretch without a toilet is {n} minutes.",
    short_battery="No day was found for which the battery is enough. This one comes nearest: "
    "it is {km} km short.",
    short_both="Neither the battery nor the time between toilets can be kept. "
    "This is the day without limits.",
    short_unsure="No day was found that keeps both limits. This is the day without limits.",
    farthest="Within the limits one comes as far as {place}.",
    untried="There are too many ways to combine stops to try them all: a better day may exist.",
    untried_limits="There are too many ways to combine stops to try them all: a day "
    "within the limits may exist. Ask for fewer places or wider limits.",
    short_ways="No way from {start} to {end} meets these needs.",
    assume_effort="The battery is counted in level kilometres: a metre uphill counts as about "
    "(slope ÷ {rolling} + 1) metres, and nothing is won back downhill. "
    "Kilometres on a bus do not count.",
    assume_slope="Of {km} km the slope is not known. They are counted as level: where they climb, "
    "the battery is empty sooner than told here.",
    assume_charge="A fast charger fills {percent} % in an hour, up to {most} % only. You "
    "charge while it is known to be open, in steps of 5 minutes. The listed chargers "
    "are made for powered wheelchairs: each counts unless it is known that you cannot get in.",
    assume_reserve="{km} km are always kept in the battery.",
    assume_toilet="A visit to a toilet takes {n} minutes. Going, waiting and riding count as time "
    "between toilets; where the start has none, it counts from the departure.",
    assume_unknown_refused="Toilets of which it is not known whether you can use them, and toilets "
    "and chargers of which it is not known whether they are open, are left out.",
    assume_unknown_accepted="Toilets of which it is not known whether you can use them, and "
    "toilets and chargers of which it is not known whether they are open, are used too.",
    assume_near="Nothing was looked for that takes more than {km} km out of the way, and no more "
    "than {n} of each kind between two places.",
    hours="{h} h",
    hours_minutes="{h} h {m} min",
    minutes="{m} min",
)
