"""Loans, capital cost, minimum instalment and the figures that financial targets are set for."""
