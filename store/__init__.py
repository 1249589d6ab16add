"""The headless half of Galpi: everything a project is and does, without a window."""
