"""Rules of metadata: titles, competencies, language, dates."""
