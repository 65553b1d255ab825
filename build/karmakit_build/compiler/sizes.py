"""Say how much a file or an edition weighs, in words for learners."""

from karmakit_schemas.languages import Language

_KILO, _MEGA = 1000, 1_000_000
_LEAST_OF_MEGA = 950_000
_TWO_FIGURES = 100


def size(weight: int, language: Language) -> str:
    """Return a number of bytes in kB or MB (thousands, as phones and contracts count), in round numbers.

    >>> from karmakit_schemas.languages import find
    >>> [size(weight, find("en")) for weight in (12, 4_321, 312_345, 962_000, 4_800_000, 31_200_000)]
    ['1 kB', '4 kB', '310 kB', '1 MB', '4.8 MB', '31 MB']
    """
    if weight < _LEAST_OF_MEGA:
        kilo = max(1, round(weight / _KILO))
        return language.say("kilobytes", value=_figures(str(kilo if kilo < _TWO_FIGURES else round(kilo, -1)), language))
    mega = f"{weight / _MEGA:.1f}" if weight < 10 * _MEGA else f"{weight / _MEGA:.0f}"
    return language.say("megabytes", value=_figures(mega.removesuffix(".0"), language))


def _figures(number: str, language: Language) -> str:
    return number.translate({ord("0") + figure: sign for figure, sign in enumerate(language.digits)})
