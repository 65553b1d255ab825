"""Bring a delivery kit to iGOT's content API: `session` puts a replay together, `walk` does its steps."""
