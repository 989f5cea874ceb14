"""The cache of rendered pages gives back what was stored, or nothing."""

from pathlib import Path

import pytest

from rodtrad.documents.release.fragments import FragmentFiles

KEY = "side/../æ:1\n2"


def test_what_was_stored_is_found_by_the_next_publication(tmp_path: Path) -> None:
    FragmentFiles(tmp_path)[KEY] = b"a\nb"
    again = FragmentFiles(tmp_path)
    assert again[KEY] == b"a\nb"
    assert len(again) == 1
    assert "annet" not in again


def test_a_damaged_file_is_as_if_it_were_not_there(tmp_path: Path) -> None:
    FragmentFiles(tmp_path)[KEY] = b"innhold"
    (file,) = tmp_path.glob("??/*")
    file.write_bytes(file.read_bytes()[:-1])
    with pytest.raises(KeyError):
        FragmentFiles(tmp_path)[KEY]


def test_what_nobody_asked_for_is_forgotten(tmp_path: Path) -> None:
    first = FragmentFiles(tmp_path)
    first["a"], first["b"] = b"1", b"2"
    second = FragmentFiles(tmp_path)
    assert second["a"] == b"1"
    second.forget_unused()
    assert list(FragmentFiles(tmp_path)) == ["a"]
    del second["a"]
    with pytest.raises(KeyError):
        del second["a"]
