"""What a course needs to be a website and an app: the manifest, its icons, and the list of files for the service worker."""
