"""The texts that the console's scripts say themselves."""

from modugil.pages.catalogue import Words
from modugil.pages.plan_view import script_words


def console_script_words(words: Words) -> dict[str, str]:
    """Those of every page, and those of the console."""
    own = {f"console_script.{key}": text for key, text in words.section("console_script").items()}
    return script_words(words) | own
