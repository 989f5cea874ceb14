"""The income system for municipalities: need, equalisation and grants, exactly for one official answer and in float64
arrays over municipalities and scenarios for simulation (kommuneloven § 14-1, Grønt hefte, St.prp. chapter 571)."""
