"""The words of the forecasts' blocks in bokmål, nynorsk and English."""

from rodtrad.documents.labels import words_of

text = words_of(__package__)
