"""What every packet says of the question: for whom, when, in which language, by whose data."""

from datetime import datetime
from typing import Any

from modugil.answers.asking.region_card import build_region_card, list_credits
from modugil.answers.telling.sentences import get_phrasebook
from modugil.core.language import Language
from modugil.core.time import format_local
from modugil.region.open_region import Region
from modugil.routing.needs import Needs


def frame_question(
    region: Region, needs: Needs, *, language: Language, now: datetime
) -> dict[str, Any]:
    """Those fields of `GuidancePacket`."""
    return {
        "region": region.manifest.id,
        "language": language,
        "asked_at": format_local(now, zone=region.zone),
        "needs": needs.preset,
        "needs_text": get_phrasebook(language).needs(needs),
        "speed_mps": needs.speed_mps,
        "credits": list_credits(build_region_card(region.manifest, language=language)),
    }
