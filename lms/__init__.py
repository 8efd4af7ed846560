"""The learning platform: settings, addresses, commands, and the rooms that belong to no single field."""
