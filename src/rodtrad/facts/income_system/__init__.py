"""The general-purpose grant scheme's keys, rates and parts as dated facts (kommuneloven § 14-1, Grønt hefte)."""
