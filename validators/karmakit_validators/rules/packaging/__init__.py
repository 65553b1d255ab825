"""Rules of what a bundle can hold."""
