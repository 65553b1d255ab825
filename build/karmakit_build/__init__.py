"""From a course to bundles: compiler, targets, archive, pipeline and command line."""
