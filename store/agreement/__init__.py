"""Agreement: how far several annotators say the same of the same units; figures only, whatever the units are.

`ratings` has one list per annotator, a value per unit, None where she did not rate it. A figure that is not defined (no
unit rated twice, no variation to agree about) is None, never a number made up.
"""

from __future__ import annotations

from store.agreement.alpha import krippendorff_alpha
from store.agreement.kappa import cohen_kappa, fleiss_kappa, gwet_ac1, percent_agreement, scott_pi
from store.agreement.spans import span_f1
from store.agreement.unitizing import alpha_u

__all__ = [
    "alpha_u",
    "cohen_kappa",
    "fleiss_kappa",
    "gwet_ac1",
    "krippendorff_alpha",
    "percent_agreement",
    "scott_pi",
    "span_f1",
]
