"""The import inbox: what would come in, looked at before it does."""
