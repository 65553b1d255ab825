"""Have the right people passed this very content? Signatures, records, policy, and the answer."""
