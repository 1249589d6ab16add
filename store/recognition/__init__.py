"""Recognition: persons, places, systems and the like in a text; text in, values out."""

from store.recognition.gazetteer import Gazetteer
from store.recognition.recognizing import recognize

__all__ = ["Gazetteer", "recognize"]
