"""Plain values that every layer shares: numbers as Norwegians write them, units, years, municipality numbers."""
