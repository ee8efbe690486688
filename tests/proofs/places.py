"""Places of the sample region at which buses of the proofs are."""

from modugil.core.geo import LatLon

CITY_HALL = LatLon(33.4996, 126.5312)
