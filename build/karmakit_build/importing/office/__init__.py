"""What Word and PowerPoint files have in common: the package they lie in, their pictures, equations, charts and languages."""
