"""The product's promise, from files on: showing anything never lowers what is demonstrated, and time never raises it.

Whatever was shown before, and whatever the file says: even that all went wrong. Two kinds of file are excepted, as
the method says aloud: a limit or a breach that the *customer* found voids what the vendor attested itself; and the
customer's count of its tickets says how many there are, of which a log may show fewer than it seemed to.
"""

from dataclasses import replace
from datetime import timedelta
from itertools import chain

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from detente.assessment.scorecards.criteria.tests.worlds import (
    AS_OF,
    NONE_HELD,
    VENDOR,
    catalogue,
)
from detente.assessment.scorecards.methods.reading import shipped_method
from detente.assessment.scorecards.tests.tables import OF_CRITERIA, files, read
from detente.assessment.scorecards.to_engine import body_of, scored
from detente.formats.records import Breach, Disclosure, TicketCount

METHODS = [shipped_method("default-1.0"), shipped_method("buyer-1.0")]
TOLERANCE = 1e-12
OFTEN = settings(deadline=None, max_examples=60)
HELD = st.sampled_from([None, 20, 200])
"""How many days ago the latest edition of the catalogue of exploited vulnerabilities is; None: none is held."""
SPEAKING_OF_THE_SAME = st.sampled_from(sorted(OF_CRITERIA.values())).flatmap(
    lambda kinds: st.lists(files(kinds), min_size=2, max_size=4)
)

pytestmark = pytest.mark.parametrize("method", METHODS, ids=lambda one: one.id)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("files")


def ends(method, facts, as_of=AS_OF, editions=NONE_HELD):
    """Return every end of a scorecard: of each criterion, each dimension and the total with either side's weights."""
    known = [one for one in facts if one.valid_from <= as_of]
    body = body_of(method, VENDOR, known, as_of, editions=editions)
    card = scored(method, VENDOR, body, as_of).scorecard
    low = {one.criterion: one.demonstrated for one in card.criteria}
    low |= {one.dimension: one.demonstrated for one in card.dimensions}
    low |= {f"with the weights of {one.party}": one.demonstrated for one in card.totals}
    high = {one.criterion: one.possible for one in card.criteria}
    high |= {one.dimension: one.possible for one in card.dimensions}
    high |= {f"with the weights of {one.party}": one.possible for one in card.totals}
    return low, high


def held(back, day=AS_OF):
    return NONE_HELD if back is None else catalogue(day - timedelta(days=back))


def risen(before, after):
    """Return the ends that are greater afterwards, with both values."""
    return {name: (end, after[name]) for name, end in before.items() if after[name] > end + TOLERANCE}


def all_facts(several, folder):
    return list(chain.from_iterable(read(one, number, folder) for number, one in enumerate(several, 1)))


def found_by_the_customer(fact):
    one = fact.record
    return (isinstance(one, Disclosure) and not one.told) or (
        isinstance(one, Breach) and one.told_by_vendor is False
    )


def counted_by_the_customer(fact):
    return isinstance(fact.record, TicketCount)


class TestShowing:
    @given(st.lists(files(), max_size=4), files(), HELD)
    @OFTEN
    def test_a_file_never_lowers_what_is_demonstrated_and_never_raises_what_is_possible(
        self, method, folder, before, added, back
    ):
        """The file arrives after the others, as files do: what is known never runs backwards."""
        there = all_facts(before, folder)
        new = read(replace(added, known_at=AS_OF), len(before) + 1, folder)
        assume(not any(found_by_the_customer(one) or counted_by_the_customer(one) for one in new))

        low, high = ends(method, there, editions=held(back))
        low_then, high_then = ends(method, [*there, *new], editions=held(back))

        assert risen(low_then, low) == {}
        assert risen(high, high_then) == {}

    @given(st.lists(files(), max_size=4), files())
    @OFTEN
    def test_what_the_customer_found_never_raises_what_is_possible_either(
        self, method, folder, before, added
    ):
        there = all_facts(before, folder)
        new = read(replace(added, known_at=AS_OF), len(before) + 1, folder)
        assume(not any(counted_by_the_customer(one) for one in new))

        _, high = ends(method, there)
        _, high_then = ends(method, [*there, *new])

        assert risen(high, high_then) == {}

    @given(SPEAKING_OF_THE_SAME, HELD)
    @OFTEN
    def test_a_file_that_speaks_of_the_same_things_lowers_nothing(self, method, folder, several, back):
        """Files of one criterion compete for the same slots: here the law is hardest to keep."""
        *before, added = [read(one, number, folder) for number, one in enumerate(several, 1)]
        new = [
            replace(one, known_at=AS_OF)
            for one in added
            if not found_by_the_customer(one) and not counted_by_the_customer(one)
        ]

        low, high = ends(method, chain.from_iterable(before), editions=held(back))
        low_then, high_then = ends(method, chain(*before, new), editions=held(back))

        assert risen(low_then, low) == {}
        assert risen(high, high_then) == {}

    @given(st.lists(files(), max_size=3), st.integers(0, 400), st.integers(0, 400))
    @OFTEN
    def test_a_newer_edition_of_the_catalogue_that_adds_nothing_lowers_nothing(
        self, method, folder, several, back, newer
    ):
        facts = all_facts(several, folder)

        low, high = ends(method, facts, editions=held(back + newer))
        low_then, high_then = ends(method, facts, editions=held(back))

        assert risen(low_then, low) == {}
        assert risen(high, high_then) == {}


class TestTime:
    @given(st.lists(files(), min_size=1, max_size=4), st.integers(0, 500), st.integers(1, 900), HELD)
    @OFTEN
    def test_never_raises_what_is_demonstrated_and_never_lowers_what_is_possible(
        self, method, folder, several, until, on, back
    ):
        """From the day on which the files are in: evidence fades, and what is against it fades too.

        So it is whatever days to come the rows speak of, and from whenever they say that they hold. What a file leaves
        open counts against if its day had passed when the file arrived; of later days it knows nothing. On a day
        *before* a file arrived, looked at afterwards, what the file tells of later days has not happened yet: there,
        what is done in time and deadlines that pass still count as the days go on.
        """
        day = max(one.known_at for one in several) + timedelta(days=until)
        facts = [one for one in all_facts(several, folder) if one.valid_from <= day]

        editions = held(back, day)

        low, high = ends(method, facts, day, editions)
        low_then, high_then = ends(method, facts, day + timedelta(days=on), editions)

        assert risen(low, low_then) == {}
        assert risen(high_then, high) == {}
