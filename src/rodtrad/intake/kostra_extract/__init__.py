"""Reading and writing the accounting extract of KOSTRA (filuttrekk), byte for byte."""
