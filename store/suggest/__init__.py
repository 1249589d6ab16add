"""Learning which tags an article asks for, from what is tagged and from what is not: numbers and texts in, values out."""
