"""Ready-made needs, their numbers taken from the table of thresholds."""

from functools import cache

from modugil.core.access import UnknownPolicy
from modugil.core.errors import NeedsInvalid
from modugil.core.thresholds import limit
from modugil.region.vocabulary import Smoothness, Surface
from modugil.routing.needs import (
    FIRM_SURFACES,
    Boarding,
    CrossingRule,
    Needs,
    StepRamp,
    TagRule,
    Use,
)


@cache
def list_presets() -> tuple[Needs, ...]:
    """All presets, walking first."""
    return (_walking(), _manual(), _powered(), _stroller(), _cane(), _low_vision())


def get_preset(name: str) -> Needs:
    """The preset of that name.

    Errors:  NeedsInvalid listing the names there are.
    """
    for needs in list_presets():
        if needs.preset == name:
            return needs
    names = ", ".join(needs.preset for needs in list_presets())
    raise NeedsInvalid(f"There are no needs called {name!r}.", allowed=f"There are: {names}.")


def _walking() -> Needs:
    return Needs(preset="walking", speed_mps=limit("speed.walking_mps"))


def _manual() -> Needs:
    return Needs(
        preset="manual-wheelchair",
        speed_mps=limit("speed.manual_chair_mps"),
        max_slope_up_ratio=limit("accessmap.manual.slope_up_ratio"),
        max_slope_down_ratio=limit("accessmap.manual.slope_down_ratio"),
        max_cross_slope_ratio=limit("kr.sidewalk.cross_slope_ratio"),
        max_kerb_m=limit("osm.kerb.lowered_height_m"),
        min_width_m=limit("iso.chair.width_m"),
        surfaces=FIRM_SURFACES,
        worst_smoothness=Smoothness.INTERMEDIATE,
        max_step_count=0,
        step_ramp=StepRamp.WHEELCHAIR,
        escalators=Use.NEVER,
        wheelchair_tag=TagRule.HEED,
        carriageway_factor=1.5,
        boarding=Boarding.STEP_FREE,
        max_ramp_ratio=limit("kr.bus.ramp_ratio"),
        longest_leg_m=1500.0,
        change_time_s=120.0,
        unknown_policy=UnknownPolicy.PENALISE,
        unknown_factor=limit("penalty.unknown_factor"),
    )


def _powered() -> Needs:
    return _manual().with_limits(
        preset="powered-wheelchair",
        speed_mps=limit("speed.powered_chair_mps"),
        max_slope_up_ratio=limit("accessmap.powered.slope_ratio"),
        max_slope_down_ratio=limit("accessmap.powered.slope_ratio"),
        max_ramp_ratio=limit("us.bus.ramp_ratio"),
        longest_leg_m=2500.0,
        surfaces=FIRM_SURFACES | {Surface.FINE_GRAVEL},
    )


def _stroller() -> Needs:
    return Needs(
        preset="stroller",
        speed_mps=limit("speed.stroller_mps"),
        max_slope_up_ratio=limit("kr.ramp.steep_with_helper_ratio"),
        max_slope_down_ratio=limit("kr.ramp.steep_with_helper_ratio"),
        max_kerb_m=limit("osm.kerb.rolled_height_m"),
        min_width_m=0.7,
        surfaces=FIRM_SURFACES | {Surface.FINE_GRAVEL, Surface.SETT, Surface.UNPAVED},
        worst_smoothness=Smoothness.BAD,
        max_step_count=2,
        step_ramp=StepRamp.STROLLER,
        escalators=Use.NEVER,
        carriageway_factor=1.5,
        boarding=Boarding.ANY,
        change_time_s=90.0,
        unknown_policy=UnknownPolicy.PENALISE,
        unknown_factor=limit("penalty.unknown_factor"),
    )


def _cane() -> Needs:
    return Needs(
        preset="cane",
        speed_mps=limit("speed.cane_mps"),
        max_slope_up_ratio=limit("accessmap.cane.slope_ratio"),
        max_slope_down_ratio=limit("accessmap.cane.slope_ratio"),
        max_kerb_m=0.2,
        max_step_count=12,
        worst_smoothness=Smoothness.BAD,
        escalators=Use.AVOID,
        carriageway_factor=1.5,
        longest_leg_m=1000.0,
        change_time_s=120.0,
        unknown_policy=UnknownPolicy.PENALISE,
        unknown_factor=limit("penalty.unknown_factor"),
    )


def _low_vision() -> Needs:
    return Needs(
        preset="low-vision",
        speed_mps=limit("speed.low_vision_mps"),
        escalators=Use.AVOID,
        crossings=CrossingRule.MARKED,
        carriageway_factor=3.0,
        change_time_s=120.0,
        unknown_policy=UnknownPolicy.PENALISE,
        unknown_factor=limit("penalty.unknown_factor"),
    )
