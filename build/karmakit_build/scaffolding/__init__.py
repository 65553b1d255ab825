"""Write what is laid out into folders: all of it or nothing, and never over anything."""
