"""One file a format: values in, text out, and back where the format can."""
