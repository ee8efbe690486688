"""Why a request is not taken, with a word that pages say in their language."""

from modugil.core.errors import BadInput


class AskRefused(BadInput):
    """What was asked for cannot be meant, or not be lent to anybody."""

    def __init__(self, why: str, message: str, *, allowed: str = "") -> None:
        """Keep the word beside the sentence."""
        super().__init__(message, allowed=allowed)
        self.why = why
