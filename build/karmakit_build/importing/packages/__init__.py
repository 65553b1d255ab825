"""What packages of all standards have in common: a zip or a folder of pages and media, an outline, and a course made of both."""
