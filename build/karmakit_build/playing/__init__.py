"""Play a bundle as a learner would, against a platform of this machine."""
