"""Pages travel compressed; whoever does not take them so gets them as they are."""

import gzip


def test_a_page_is_compressed_for_whoever_takes_it_so(client, db):
    plain = client.get("/sign-in")
    packed = client.get("/sign-in", headers={"Accept-Encoding": "gzip"})

    assert not plain.has_header("Content-Encoding")
    assert packed["Content-Encoding"] == "gzip"
    assert b"password" in gzip.decompress(packed.content)
    assert len(packed.content) < len(plain.content)


def test_what_is_no_page_is_left_as_it_is(client, db):
    answer = client.get("/healthz", headers={"Accept-Encoding": "gzip"})

    assert not answer.has_header("Content-Encoding")
