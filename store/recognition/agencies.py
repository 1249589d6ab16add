"""Agencies called Service or Center: the National Weather Service is an office, the Traffic Information Service a system."""

from __future__ import annotations

from collections.abc import Sequence

from store.recognition.wordlist import words

AGENCY_HEADS = ("Service", "Services", "Center", "Centre")
"""Capitalised heads that name offices as often as systems."""

_OFFICE = words(
    """
    National Federal Royal Provincial Weather Disease Storm Hurricane Health Tax Policy Revenue Police Ambulance Secret
    Postal Forest Prosecution Immigration Migration Meteorological Geological Research Cancer Arts Medical Law Justice
    Rights Press Procurement Statistics Trade Children Children’s Census Broadcasting Civil Defence Defense Employment
    Museum Cultural Convention Sports Science Institute Institution Probation Prison Parole Conservation Wildlife Park
    Ecological Historical Genocide Holocaust Election Marshals Citizenship Customs Selective
    """
)
_SYSTEM = words(
    """
    Smart Digital Integrated Integration IoT AI Intelligent Traffic Information Data CCTV Bus Transport Transportation
    Mobility Parking Cloud Online Mobile Virtual Automated Autonomous Real-time Command Operation Operations Situation
    Monitoring Platform Network Alert Warning Landing Navigation Urban
    """
)


def is_agency(name: Sequence[str]) -> bool:
    """Say whether the words of a capitalised name, its head last, are an office rather than a system it runs."""
    head = next((word for word in reversed(name) if word in AGENCY_HEADS), None)
    if head is None or not all(word[:1].isupper() or word in ("of", "and", "for", "the", "&") for word in name):
        return False
    rest = [word for word in name if word != head]
    return any(word in _OFFICE for word in rest) and not any(word in _SYSTEM for word in rest)
