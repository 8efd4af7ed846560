"""The authoring side: pages, the bank, objectives and sources."""
