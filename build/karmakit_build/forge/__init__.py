"""Tell a forge (GitHub, GitLab) what was found of a change."""
