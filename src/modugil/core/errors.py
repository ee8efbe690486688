"""Our own faults, as one tree. Faults in data are Notices (see notices.py).

ModugilError
├── BadInput              the person asked for something that is not possible; says what is
│   ├── PlaceNotFound     a stop, sight or coordinate that the region does not hold
│   ├── LineNotFound      a line that the region does not hold
│   ├── NoGuidance        nobody can be guided so: no such journey, no streets, no walking order
│   ├── VehicleNotFound   a vehicle that was not heard of lately
│   ├── TimeOutside       a moment outside the timetable
│   ├── NeedsInvalid      an unknown preset, or a limit out of its range
│   ├── FixUnreadable     a terminal's message that cannot be read; says what and where
│   ├── MessageTooLarge   a message longer than is read
│   ├── TerminalUnknown   a terminal that did not prove who it is
│   ├── OtherVehicle      a terminal that speaks for a vehicle that is not its own
│   ├── TokenTooOld       changes since then are not known any more; everything must be read anew
│   ├── ChangedMeanwhile  what is to be changed is not any more as the writer knows it
│   ├── StateNotTold      whoever changes this must say in which state they know it
│   ├── NotFree           all that could be lent is promised to others on these days
│   ├── WrongStep         what is asked for does not follow from how the thing stands now
│   ├── RequestNotFound   no request for something to be lent has that code
│   ├── SignInRefused     name, password or code of a member of staff is wrong
│   ├── NotSignedIn       only for staff who signed in
│   ├── NotAllowed        signed in, but without the role that this takes
│   └── TooMany           more than may be taken now; says when to come again
├── RegionUnreadable      a region.toml, a source file or a built folder that cannot be used
├── SettingsInvalid       a setting with a value that is not allowed
├── CouldNotLook          we failed to look, which is not the same as "not found"
└── CouldNotKeep          we failed to write something down safely; what was kept before still is
"""


class ModugilError(Exception):
    """Something this program will not do, said in one clear sentence a person may read."""

    code = "modugil_error"

    def __init__(self, message: str, *, allowed: str = "") -> None:
        """Keep the sentence and, apart from it, what would have been allowed."""
        super().__init__(message)
        self.message = message
        self.allowed = allowed

    def __str__(self) -> str:
        """The sentence, followed by what is allowed."""
        return f"{self.message} {self.allowed}".strip()


class BadInput(ModugilError):
    """The request itself cannot be answered as it stands."""

    code = "bad_input"


class PlaceNotFound(BadInput):
    """No such stop, sight or coordinate in this region."""

    code = "place_not_found"


class LineNotFound(BadInput):
    """No such line in this region."""

    code = "line_not_found"


class NoGuidance(BadInput):
    """There is no way along which one could be guided; the sentence says why."""

    code = "no_guidance"


class VehicleNotFound(BadInput):
    """No such vehicle, or it was not heard of lately."""

    code = "vehicle_not_found"


class TimeOutside(BadInput):
    """The moment lies outside the days the timetable covers."""

    code = "time_outside"


class NeedsInvalid(BadInput):
    """No such preset, or a limit outside its allowed range."""

    code = "needs_invalid"


class FixUnreadable(BadInput):
    """A terminal's message that cannot be read; the sentence says what is wrong and where."""

    code = "fix_unreadable"


class MessageTooLarge(BadInput):
    """A message longer than is read."""

    code = "message_too_large"


class TerminalUnknown(BadInput):
    """No such credential, a wrong secret, or a credential that is no longer valid."""

    code = "terminal_unknown"


class OtherVehicle(BadInput):
    """A terminal speaks for its own vehicle only."""

    code = "other_vehicle"


class TokenTooOld(BadInput):
    """What followed that token is not known any more."""

    code = "token_too_old"


class ChangedMeanwhile(BadInput):
    """Somebody else was first; what is there now must be read before it is changed."""

    code = "changed_meanwhile"


class StateNotTold(BadInput):
    """A change that does not say which state it changes."""

    code = "state_not_told"


class NotFree(BadInput):
    """Somebody else has it on one of these days."""

    code = "not_free"


class WrongStep(BadInput):
    """It cannot be done with the thing as it stands; the sentence says how it stands."""

    code = "wrong_step"

    def __init__(self, message: str, *, why: str, allowed: str = "") -> None:
        """Keep, beside the sentence, one word by which pages say it in their language."""
        super().__init__(message, allowed=allowed)
        self.why = why


class RequestNotFound(BadInput):
    """No request has that code, or it is no code."""

    code = "request_not_found"


class SignInRefused(BadInput):
    """Name, password or code is wrong; which of them is not told."""

    code = "sign_in_refused"


class NotSignedIn(BadInput):
    """Nobody is signed in, or not any more."""

    code = "not_signed_in"


class NotAllowed(BadInput):
    """Who is signed in has no role for this, or the form is not of this session."""

    code = "not_allowed"


class TooMany(BadInput):
    """More than may be taken just now."""

    code = "too_many"

    def __init__(self, message: str, *, retry_after_s: int, allowed: str = "") -> None:
        """Keep, beside the sentence, after how many seconds it may be tried again."""
        super().__init__(message, allowed=allowed)
        self.retry_after_s = retry_after_s


class RegionUnreadable(ModugilError):
    """A region's description, one of its files or its built folder cannot be used."""

    code = "region_unreadable"


class SettingsInvalid(ModugilError):
    """A setting has a value that is not allowed."""

    code = "settings_invalid"


class CouldNotLook(ModugilError):
    """The answer is not "no": something failed while looking."""

    code = "could_not_look"


class CouldNotKeep(ModugilError):
    """Something could not be written down safely; everything that was kept before still is."""

    code = "could_not_keep"
