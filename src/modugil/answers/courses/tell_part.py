"""The best part of a course in words, and the effort that its measured slopes take."""

from modugil.answers.courses.best_part import BestPart, Part
from modugil.answers.courses.course_answer import EffortAnswer, EffortPiece, PartAnswer
from modugil.answers.courses.effort import Effort, Piece
from modugil.answers.courses.scope import CourseScope
from modugil.answers.courses.tell_point import number
from modugil.answers.finding.endpoints import access_word
from modugil.answers.sights.sentences.fill import fill
from modugil.core.access import Access


def tell_part(scope: CourseScope, part: BestPart, numbers: dict[int, int]) -> PartAnswer:
    """The best part; `numbers` are those of the points in the answer."""
    phrases, rows, count = scope.phrases, part.points, len(scope.course.points)
    text = fill(
        phrases.part[part.kind],
        n=str(len(rows)),
        all=str(count),
        rest=str(count - len(rows)),
        start=scope.name(rows[0]) if rows else "",
        end=scope.name(rows[-1]) if rows else "",
        length=scope.metres(part.length_m or 0),
    )
    unsure = phrases.part_unsure if part.access is Access.UNKNOWN else ""
    if part.kind is Part.WHOLE and part.access is Access.YES:
        text = phrases.verdicts[0]
    return PartAnswer(
        kind=part.kind.value,
        access=access_word(part.access),
        text=scope.words.sentences(text, unsure),
        points=[numbers[row] for row in rows],
        length_m=part.length_m,
    )


def tell_effort(scope: CourseScope, effort: Effort, numbers: dict[int, int]) -> EffortAnswer:
    """What the measured slopes take together, and each of them."""
    phrases, pieces = scope.phrases, effort.pieces
    length, level = scope.metres(effort.length_m), scope.metres(effort.level_m)
    text = fill(phrases.effort, n=str(len(pieces)), length=length, level=level)
    said = [text if pieces else phrases.effort_none]
    if effort.refused:
        said.append(fill(phrases.effort_refused, n=str(effort.refused)))
    if effort.unmeasured:
        said.append(fill(phrases.effort_unmeasured, n=str(effort.unmeasured)))
    return EffortAnswer(
        text=scope.words.sentences(*said),
        rule=phrases.effort_rule,
        pieces=[_tell_piece(scope, one, numbers) for one in pieces],
        refused=effort.refused,
        unmeasured_points=effort.unmeasured,
        length_m=effort.length_m if pieces else None,
        level_m=round(effort.level_m, 1) if pieces else None,
    )


def _tell_piece(scope: CourseScope, piece: Piece, numbers: dict[int, int]) -> EffortPiece:
    text = fill(
        scope.phrases.piece,
        points=scope.words.joined.join(scope.name(row) for row in piece.points),
        slope=fill(scope.words.degrees, n=number(piece.slope_deg)),
        length=scope.metres(piece.length_m),
        way=scope.words.facts.words[piece.way],
        level=scope.metres(piece.level_m),
    )
    return EffortPiece(
        text=text,
        points=[numbers[row] for row in piece.points],
        slope_deg=piece.slope_deg,
        length_m=piece.length_m,
        level_m=round(piece.level_m, 1),
    )
