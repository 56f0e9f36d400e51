"""The growth benchmark measures, and fails where the cost grows too fast or a page is refused."""

import pytest

from benchmarks.growth import CASES, RATIO_BOUND, Measurement, growth_ratio, main, measure_case


def measured(characters: int, cpu_seconds: float, **more: object) -> Measurement:
    values: dict[str, object] = {"case": "links", "size": 1, "characters": characters, "cpu_seconds": cpu_seconds}
    return Measurement(**{**values, **more})  # type: ignore[arg-type]


@pytest.mark.parametrize(("exponent", "over"), [(1.0, False), (1.1, False), (1.5, True), (2.0, True)])
def test_a_tenfold_page_may_cost_little_more_than_tenfold(exponent: float, over: bool) -> None:
    ratio = growth_ratio(measured(100_000, 0.1), measured(1_000_000, 0.1 * 10**exponent))
    assert ratio is not None
    assert (ratio > RATIO_BOUND) is over


def test_n_log_n_has_ratio_one() -> None:
    assert growth_ratio(measured(1_000, 3.0), measured(1_000_000, 6_000.0)) == pytest.approx(1.0)


def test_growth_out_of_a_timers_noise_is_no_growth() -> None:
    ratio = growth_ratio(measured(1_000, 0.000_01), measured(10_000, 0.005))
    assert ratio is not None
    assert ratio < 1


def test_what_was_refused_has_no_ratio() -> None:
    assert growth_ratio(measured(1_000, 1.0, refused="too deep"), measured(10_000, 1.0)) is None


def test_hostile_input_may_be_refused_and_ordinary_input_may_not() -> None:
    assert measured(1, 1.0, refused="too deep").complaint() == ""
    assert measured(1, 1.0, case="ordinary page", refused="too large").complaint() == "refused: too large"
    assert measured(1, 1.0, failure="killed").complaint() == "killed"


@pytest.mark.parametrize("name", CASES)
def test_every_case_can_be_made_in_its_sizes(name: str) -> None:
    small, larger = (CASES[name].build(size) for size in (10, 100))
    assert 0 < len(small) < len(larger)
    assert small == CASES[name].build(10)


def test_a_case_is_measured_at_growing_sizes() -> None:
    found = list(measure_case("ordinary text", scale=0.01))
    assert [(one.size, one.failure, one.refused) for one in found] == [(1, "", ""), (10, "", "")]
    assert found[0].cpu_seconds > 0
    assert found[0].peak_megabytes > 10
    assert found[1].ratio is not None


def test_what_takes_too_long_is_killed_and_fails(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--case", "ordinary page", "--scale", "0.1", "--seconds", "0.01"]) == 1
    assert "error: ordinary page at 1: killed after 0.01 s" in capsys.readouterr().err
