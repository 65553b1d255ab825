"""How a review is gathered: the course out of Git, both readings checked, both bundles made, the decisions judged."""
