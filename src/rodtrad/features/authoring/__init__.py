"""The texts of documents: written in a structured form, kept per section and language, and handed to blocks."""
