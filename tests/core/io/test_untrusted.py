"""Small files that may come from others: read within limits, or refused in a sentence."""

import pytest

from coregix_core.errors import TransformFileError
from coregix_core.io.untrusted import read_json, read_text


def test_text_comes_as_it_is_but_for_a_byte_order_mark(tmp_path):
    (tmp_path / "t").write_bytes("\ufeffStraße\n".encode())
    assert read_text(tmp_path / "t", "list", 100) == "Straße\n"


def test_a_file_may_be_as_large_as_the_limit_and_no_larger(tmp_path):
    (tmp_path / "t").write_bytes(b"x" * 2**20)
    assert len(read_text(tmp_path / "t", "list", 2**20)) == 2**20
    (tmp_path / "t").write_bytes(b"x" * (2**20 + 1))
    with pytest.raises(TransformFileError, match=r"larger than a list may be \(1 MiB\)"):
        read_text(tmp_path / "t", "list", 2**20)


@pytest.mark.parametrize("name", ["none", ".", "a\0b"])
def test_what_cannot_be_read_is_named(tmp_path, name):
    with pytest.raises(TransformFileError, match=r"The list .* cannot be read"):
        read_text(f"{tmp_path}/{name}", "list", 100)


@pytest.mark.parametrize("content", [
    b"", b"{", b"[" * 100_000, b"NaN", b"[Infinity]", b"1" * 5000, b"\xff", b"\x80\x04."])
def test_what_is_no_json_is_refused(tmp_path, content):
    (tmp_path / "t").write_bytes(content)
    with pytest.raises(TransformFileError, match=r"is not JSON|cannot be read"):
        read_json(tmp_path / "t", "list", 10**6)


def test_json_is_values_and_nothing_more(tmp_path):
    (tmp_path / "t").write_text('{"__class__": "os.system", "a": [1, 2.5, null, true]}')
    assert read_json(tmp_path / "t", "list", 100) == {"__class__": "os.system", "a": [1, 2.5, None, True]}
