"""Bring in what institutes have: documents, slides, quizzes and packages become courses, and nothing is lost silently."""
