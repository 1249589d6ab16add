"""What a reader puts right in an article: the roles of its lines, what is known of it, and rules for an outlet."""
