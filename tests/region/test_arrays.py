"""A dataclass of arrays, written to a folder and read back: the same values, none to be changed."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as st_np
from numpy.typing import NDArray

from modugil.core.errors import RegionUnreadable
from modugil.region.arrays import FIELDS_FILE, read_arrays, write_arrays
from modugil.region.texts import LocalTexts, Texts, build_local_texts, build_texts


@dataclass(frozen=True, slots=True, eq=False)
class Inner:
    ratio: NDArray[np.float32]
    table: NDArray[np.int32]


@dataclass(frozen=True, slots=True, eq=False)
class Outer:
    rows: NDArray[np.int64]
    inner: Inner
    names: LocalTexts
    more: Mapping[str, Texts]
    title: str
    count: int
    ids: tuple[str, ...]
    sources: tuple[int, ...]


def outer(**changes):
    values = {
        "rows": np.array([3, 1, 2]),
        "inner": Inner(np.array([0.5, np.nan], np.float32), np.arange(6, dtype=np.int32)[:, None]),
        "names": build_local_texts([{"": "가", "en": "Ga"}, {"": "나"}]),
        "more": {"b": build_texts(["x"]), "a": build_texts([])},
        "title": "제주",
        "count": 7,
        "ids": ("f", "g"),
        "sources": (0, 2),
    }
    return Outer(**{**values, **changes})


def arrays_of(value):
    return [value.rows, value.inner.ratio, value.inner.table, value.names.published.data]


def all_bytes(folder):
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def test_everything_comes_back_as_it_was_written(tmp_path):
    write_arrays(tmp_path / "part", outer())
    back = read_arrays(tmp_path / "part", Outer)
    for written, read in zip(arrays_of(outer()), arrays_of(back), strict=True):
        np.testing.assert_array_equal(written, read)
        assert (written.dtype, written.shape) == (read.dtype, read.shape)
    assert back.names.all_of(0) == {"": "가", "en": "Ga"}
    assert {key: list(texts) for key, texts in back.more.items()} == {"a": [], "b": ["x"]}
    assert (back.title, back.count, back.ids, back.sources) == ("제주", 7, ("f", "g"), (0, 2))


def test_arrays_that_are_read_are_contiguous_and_cannot_be_changed(tmp_path):
    turned = Inner(np.zeros(4, np.float32)[::2], np.arange(6, dtype=np.int32).reshape(2, 3).T)
    write_arrays(tmp_path / "part", outer(inner=turned, rows=np.zeros(0, np.int64)))
    back = read_arrays(tmp_path / "part", Outer)
    for array in arrays_of(back):
        assert array.flags.c_contiguous
        assert not array.flags.writeable
        with pytest.raises(ValueError, match="read-only"):
            array[...] = 0
    assert type(back.inner.table) is np.ndarray
    np.testing.assert_array_equal(back.inner.table, turned.table)


@pytest.mark.parametrize("shape", [(0,), (0, 4), (3, 0)])
def test_an_empty_array_keeps_its_shape_and_kind(tmp_path, shape):
    write_arrays(tmp_path / "part", outer(rows=np.zeros(shape, np.int64)))
    back = read_arrays(tmp_path / "part", Outer)
    assert back.rows.shape == shape
    assert back.rows.dtype == np.int64


def test_a_mapping_may_be_empty(tmp_path):
    write_arrays(tmp_path / "part", outer(more={}, names=build_local_texts([]), ids=()))
    back = read_arrays(tmp_path / "part", Outer)
    assert (back.more, len(back.names), back.ids) == ({}, 0, ())


def test_the_order_of_a_mapping_does_not_change_the_bytes(tmp_path):
    one, two = {"a": build_texts(["x"]), "b": build_texts(["y"])}, {}
    two["b"], two["a"] = one["b"], one["a"]
    for name, more in (("one", one), ("two", two)):
        write_arrays(tmp_path / name, outer(more=more))
    assert all_bytes(tmp_path / "one") == all_bytes(tmp_path / "two")


def test_a_key_that_would_leave_the_folder_is_never_written(tmp_path):
    with pytest.raises(ValueError, match="no name of a file"):
        write_arrays(tmp_path / "part", outer(more={"../../evil": build_texts(["x"])}))
    assert [path.name for path in tmp_path.iterdir()] == ["part"]


BREAKS = {
    "no fields": lambda folder: (folder / FIELDS_FILE).unlink(),
    "fields cut": lambda folder: (folder / FIELDS_FILE).write_text('{"count": 7'),
    "fields a list": lambda folder: (folder / FIELDS_FILE).write_text("[]"),
    "fields not UTF-8": lambda folder: (folder / FIELDS_FILE).write_bytes(b"\xff{}"),
    "a field less": lambda folder: (folder / FIELDS_FILE).write_text("{}"),
    "no array": lambda folder: (folder / "rows.npy").unlink(),
    "array empty": lambda folder: (folder / "rows.npy").write_bytes(b""),
    "array cut in its head": lambda folder: cut(folder / "rows.npy", keep=20),
    "array cut in its rows": lambda folder: cut(folder / "rows.npy", keep=-1),
    "array of something else": lambda folder: (folder / "rows.npy").write_bytes(b"x" * 200),
    "array of objects": lambda folder: np.save(folder / "rows.npy", np.array([{}])),
    "array a folder": lambda folder: make_folder(folder / "rows.npy"),
    "array of another kind": lambda folder: np.save(folder / "rows.npy", np.zeros(3, np.float32)),
    "no folder": lambda folder: folder.rename(folder.with_name("elsewhere")),
}


def cut(path, *, keep):
    path.write_bytes(path.read_bytes()[:keep])


def make_folder(path):
    path.unlink()
    path.mkdir()


@pytest.mark.parametrize("name", BREAKS)
def test_a_damaged_folder_is_refused_with_one_sentence(tmp_path, name):
    write_arrays(tmp_path / "part", outer())
    BREAKS[name](tmp_path / "part")
    with pytest.raises(RegionUnreadable, match="modugil build") as caught:
        read_arrays(tmp_path / "part", Outer)
    assert "\n" not in str(caught.value)


def test_a_folder_that_is_there_is_not_written_over(tmp_path):
    write_arrays(tmp_path / "part", outer())
    with pytest.raises(FileExistsError):
        write_arrays(tmp_path / "part", outer(title="other"))


@given(
    rows=st_np.arrays(
        st.sampled_from([np.uint8, np.int32, np.float32, np.float64]),
        st_np.array_shapes(min_dims=1, max_dims=3, min_side=0, max_side=4),
    ),
    texts=st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=5), max_size=5),
)
def test_any_values_survive_the_folder(tmp_path_factory, rows, texts):
    folder = tmp_path_factory.mktemp("any") / "part"
    kind: Any = dataclass(
        type("Any", (), {"__annotations__": {"rows": np.ndarray, "texts": Texts}})
    )
    write_arrays(folder, kind(rows, build_texts(texts)))
    back = read_arrays(folder, kind)
    np.testing.assert_array_equal(back.rows, rows)
    assert back.rows.dtype == rows.dtype
    assert list(back.texts) == texts
