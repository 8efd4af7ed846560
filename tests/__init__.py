"""Tests mirror the packages; journeys, browser, faults and house go across them."""
