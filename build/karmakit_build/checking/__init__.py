"""How courses are checked from the command line: remembered, several at a time, watched, mended."""
