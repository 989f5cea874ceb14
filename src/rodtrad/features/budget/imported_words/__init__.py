"""The words of the blocks of imported documents in bokmål, nynorsk and English."""

from rodtrad.documents.labels import words_of

said = words_of(__package__)
