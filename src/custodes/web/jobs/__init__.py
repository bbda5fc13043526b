"""Long work, asked for on a page and done beside it: kept, seen, and lost by nothing."""
