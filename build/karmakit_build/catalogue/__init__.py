"""A catalogue of many courses: entries are gathered from the disk, everything after that is a pure function of them."""
