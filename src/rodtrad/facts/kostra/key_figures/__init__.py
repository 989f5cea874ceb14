"""Facts on KOSTRA key figures: concepts, their arts and chapters, groups of functions, corrections and indicators."""
