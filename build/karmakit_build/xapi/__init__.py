"""What cmi5 and xAPI bundles have in common: activities, their names for ever, the profile, and the launch files."""
