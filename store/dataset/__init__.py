"""A dataset before it has a format: marked articles projected to what an export was asked for; values in, values out."""
