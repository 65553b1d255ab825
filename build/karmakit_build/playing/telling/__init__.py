"""What a platform holds of a learner, in words."""
