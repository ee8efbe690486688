"""The two towns with courses: one walked with a receiver, one measured all through, one not at all.

`등대` has a track that meets its points in another order than the rows, and a steep ramp of 10
degrees between; `성벽길` was measured at every point; of `모래길` only names are known.
"""

from pathlib import Path

from tests.answers.world import World, build, near, open_world, region_toml, write_sources

HEAD = (
    "id,name_ko,name_en,lat,lon,wheelchair,course,recommended,slope_deg,slope_most_deg,slope_way,"
    "slope_length_m,path_width_m,steps,surface,surface_state,has_steps_or_slope,accessible_toilet,"
    "accessible_parking,place_detail,as_of"
)
EVEN = "0,asphalt,even"
"""Steps, surface and its state, where all is well."""
ROWS = (
    ("l4", "쉼터", "Shelter", 90, ",등대,yes,,,,,,,,,,,,쉼터 의자 둘"),
    ("l1", "주차장", "Car park", 0, f",등대,yes,2,,,20,1.5,{EVEN},,,yes,"),
    ("l3", "비탈 끝", "Top of the ramp", 60, ",등대,no,8,10,up,30,0.7,,,uneven,yes,,,경사 8-10도"),
    ("l2", "화장실", "Toilet", 30, f",등대,yes,4,,up,15,1.2,{EVEN},,yes,,"),
    ("w1", "성문", "Gate", 300, f"yes,성벽길,,2,,up,20,2,{EVEN},,,,"),
    ("w2", "성벽 끝", "End of the wall", 330, f"yes,성벽길,,3,,down,20,1.8,{EVEN},,,,"),
    ("s1", "모래 1", "Sand 1", 400, ",모래길,,,,,,,,,,,,,"),
    ("s2", "모래 2", "Sand 2", 420, ",모래길,,,,,,,,,,,,,"),
)
SOURCES = """
[[source]]
kind = "places.courses"
path = "courses.csv"
licence = "CC0-1.0"
[[source]]
kind = "places.courses"
format = "jeju_course_track"
path = "track.csv"
licence = "CC0-1.0"
course = "등대"
"""


def build_course_world(folder: Path) -> World:
    """The towns and their courses, built in the folder."""
    write_sources(folder)
    lines = [HEAD]
    for id, korean, english, north_m, facts in ROWS:
        lat, lon = near("o", north_m=north_m)
        lines.append(f"{id},{korean},{english},{lat:.6f},{lon:.6f},{facts},2026-03-01")
    (folder / "courses.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    walked = [near("o", north_m=north_m) for north_m in (0, 20, 45, 70, 100)]
    rows = [f"1,{lat:.7f},{lon:.7f},-3.5" for lat, lon in walked]
    track = "\n".join(["아이디,위도,경도,고도", *rows]) + "\n"
    (folder / "track.csv").write_text(track, encoding="utf-8")
    (folder / "region.toml").write_text(region_toml() + SOURCES, encoding="utf-8")
    return open_world(build(folder, folder))
