"""What a course is: models, findings and errors, the lowest layer of karmakit."""
