"""The authoring doors, under /cms/: Wagtail bent to a trainer's head."""
