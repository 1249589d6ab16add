"""One file a dialog, each with `ask()`, which returns a value, or None when it is dismissed."""
