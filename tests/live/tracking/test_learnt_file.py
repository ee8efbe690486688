"""The file of what was learnt, which several processes may keep at the same time."""

from concurrent.futures import ThreadPoolExecutor

import numpy as np

from modugil.live.tracking.restore import write_experience


def test_many_who_keep_what_was_learnt_at_once_leave_one_whole_file(tmp_path):
    file = tmp_path / "learnt.npz"

    def keep(number):
        write_experience({"whose": np.full(50_000, number)}, file)

    with ThreadPoolExecutor(8) as writers:
        assert list(writers.map(keep, range(40))) == [None] * 40
    whose = np.load(file)["whose"]
    assert len(whose) == 50_000
    assert (whose == whose[0]).all()
    assert [one.name for one in tmp_path.iterdir()] == ["learnt.npz"]
